import { sql } from "kysely";
import { type ArticleFilter, filtered, partsOf } from "../article/article.filter.ts";
import type { RowsQuery } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import { licensed, visible } from "../visibility.ts";
import { queryTexts } from "./search-text.rules.ts";
import { SEARCH_CONFIGS } from "./search-words.rules.ts";

export type SearchOrder = "RELEVANCE" | "NEWEST";

/** What is searched for, and among which stories. */
export interface Sought {
  /** As the reader typed it. */
  readonly query: string;
  readonly filter: ArticleFilter;
}

/** What of it changes a statement's text. */
export const soughtShape = ({ filter }: Sought) => partsOf(filter).join();

const CONFIGS = name(`array[${SEARCH_CONFIGS.map((config) => `'${config}'`).join()}]::regconfig[]`);

interface Wanted {
  readonly order: SearchOrder;
  /** Of each language the newest so many are enough; before filters and licence that cannot be known: all are taken. */
  readonly most: number;
  /** Where a page begins: ` where …` on `m`. */
  readonly behind?: Sql;
  /** A story's time of publication and id: only those are wanted that the newest-first order has behind it. */
  readonly after?: Sql;
}

type Asked<Args> = Pick<RowsQuery<Args>, "args" | "bind" | "viewing">;

/** Whether of the stories that have the words more is asked than that they may be seen. */
export const isNarrowed = ({ args, viewing }: Omit<Asked<Sought>, "bind">): boolean =>
  partsOf(args.filter).length > 0 || viewing.licence !== undefined;

/**
 * Stories that have the words, each read by the grammar of its own language, in order: where each stands, and the words as
 * `lexemes`. What may not be seen is none of them, or it would take the place of what may.
 */
export function matches<Args extends Sought>(
  { args, bind, viewing }: Asked<Args>,
  { order, most, behind = sql``, after = sql`null, null` }: Wanted,
): Sql {
  const texts = bind(({ query }) => queryTexts(query));
  const seenAt = viewing.view === "DESK" ? sql`null` : viewing.now;
  const wanted = sql`(q.words, q.marks, q.configs, ${name(isNarrowed({ args, viewing }) ? "null" : String(most))}, ${seenAt}, ${after})`;
  const either = sql`(select true as is_whole, w.* from search_matches${wanted} as w
    union all select false, t.* from search_teaser_matches${wanted} as t)`;
  // `offset 0`: each text is parsed once, not wherever it is mentioned. Lexemes are what a query has in quotes.
  return sql`select m.*, q.lexemes from (
        select words, configs, lexemes, array_to_string(lexemes, ' | ')::tsquery as marks
        from (select words, array_agg(config) as configs,
            array(select part from unnest(string_to_array(querytree(words), '''')) with ordinality as l(part, place) where place % 2 = 0) as lexemes
          from (select config, websearch_to_tsquery(config, text) as words
            from unnest(${CONFIGS}, ${texts}::text[]) as given(config, text) offset 0) as read
          where querytree(words) not in ('', 'T') group by words) as grouped
      ) as q cross join lateral ${viewing.licence ? either : sql`search_matches${wanted}`} as m${behind} ${inOrder(name("m"), order)}`;
}

/** `from … where … order by …` of those of `matches` that the filter leaves: `a` is the article, `m` its match. */
export function foundStories<Args extends Sought>(asked: Asked<Args>, wanted: Wanted): Sql {
  const { args, bind, viewing } = asked;
  const [a, m] = [name("a"), name("m")];
  const filter = filtered(a, args.filter, { bind: (pick) => bind((given) => pick(given.filter)), viewing });
  // Bodies that the licence does not reach are not searched: whether a story is found must not tell what its body says.
  const licence = viewing.licence ? sql` and ${licensed(a, viewing)} = m.is_whole` : sql``;
  return sql`from (${matches(asked, wanted)}) as ${m} join articles as ${a} on ${a}.id = m.article_id
    where ${visible(a, viewing)}${licence}${filter} ${inOrder(m, wanted.order)}`;
}

/** Best first, equals newest first; or newest first. */
export const inOrder = (alias: Sql, order: SearchOrder): Sql =>
  sql`order by ${order === "RELEVANCE" ? sql`${alias}.rank desc, ` : sql``}${alias}.published_at desc, ${alias}.article_id desc`;

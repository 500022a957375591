import { sql } from "kysely";
import { partsOf } from "../article/article.filter.ts";
import { type PagedRelation, wantsCursors } from "../paging/connection.ts";
import { EdgeConnection, NODE } from "../paging/edge-connection.ts";
import { looksOn, pageShape } from "../paging/keyset.ts";
import { type Page, type PageArgs, pageOf } from "../paging/page.ts";
import { instantFromText } from "../reading/instant.ts";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { Row, RowsQuery, Source } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { Table } from "../reading/table.ts";
import { licensed } from "../visibility.ts";
import {
  foundStories,
  inOrder,
  isNarrowed,
  matches,
  type SearchOrder,
  type Sought,
  soughtShape,
} from "./found-stories.ts";
import type { Places } from "./highlight.rules.ts";

/** The arguments of `Query.search` as they come, the filter excepted. */
export interface SearchFieldArgs extends Sought, Pick<PageArgs, "first" | "after"> {
  readonly orderBy?: SearchOrder | null | undefined;
}

export interface SearchArgs extends Sought {
  readonly order: SearchOrder;
  readonly page: Page;
}

/** @throws {GatewayError} see `pageOf` */
export function searchArgs({ query, filter, orderBy, first, after }: SearchFieldArgs): SearchArgs {
  const sought = { query, filter, order: orderBy ?? ("RELEVANCE" as const) };
  const order = sought.order === "RELEVANCE" ? "relevance" : "instant";
  return { ...sought, page: pageOf({ first, after }, { list: listOf(sought), order }) };
}

const listOf = ({ query, filter, order }: Omit<SearchArgs, "page">) =>
  JSON.stringify(["search", query, order, partsOf(filter).map((part) => [part, filter[part]])]);

/** A story as found; what was not asked for is not there. */
export interface FoundRow extends Row {
  articleId: number;
  publishedAt: string;
  score: number;
  headlinePlaces: Places | null;
  /** Null where the body may not be read, too. */
  bodyPlaces: Places | null;
  connection: SearchConnection;
}

export type SearchConnection = EdgeConnection<SearchArgs>;

const json = (text: string) => JSON.parse(text) as unknown;
/** The columns of `rows`. */
export const FOUND: Table = {
  name: "found",
  columns: new Map([
    ["articleId", { name: "article_id", decode: Number }],
    ["publishedAt", { name: "published_at", decode: instantFromText }],
    ["score", { name: "rank", decode: Number }],
    ["headlinePlaces", { name: "headline_places", decode: json }],
    ["bodyPlaces", { name: "body_places", decode: json }],
  ]),
};

/** What says where a story stands among those found. */
const POSITION = ["articleId", "publishedAt", "score"];
const HIGHLIGHTED: Selection = {
  columns: ["headline", "language"],
  to: new Map([["body:{}", { name: "body", args: {}, selection: { columns: ["blocks"], to: new Map() } }]]),
};
const wantsPlaces = ({ columns }: Selection) => columns.includes("bodyPlaces");

/** The newest so many stories of a language are ranked: of more, the others are too old to be what is looked for. */
const MAX_RANKED = 1_000;

/** Stories that have the words of a query: best first, equals newest first; or newest first. */
export function searchStories(source: () => Source): PagedRelation<SearchArgs, SearchConnection> {
  const relation: PagedRelation<SearchArgs, SearchConnection> = {
    name: "search",
    source,
    keyType: "bigint",
    base: (selection) => ({
      columns: wantsCursors(selection) ? POSITION : [],
      to: new Map([[NODE, { name: "node", args: {}, selection: wantsPlaces(selection) ? HIGHLIGHTED : NOTHING }]]),
    }),
    ahead: () => undefined,
    shape: (args, selection) =>
      `${args.order}${pageShape(args.page, selection)}${wantsPlaces(selection) ? "h" : ""}${soughtShape(args)}`,
    rows(query) {
      const { alias, joins, args, bind, selection, viewing } = query;
      const { order, page } = args;
      const limit = name(String(page.size + (looksOn(page, selection) ? 1 : 0)));
      const wanted = { order, ...pageOfFound(args, bind) };
      if (!wantsPlaces(selection) && !isNarrowed(query))
        return sql`from (${matches(query, wanted)}) as ${alias} ${joins} ${inOrder(alias, order)} limit ${limit}`;
      return sql`from (
        select f.article_id, f.published_at, f.rank${wantsPlaces(selection) ? PLACES : sql``} from (
          select m.article_id, m.published_at, m.rank, m.lexemes, ${licensed(name("a"), viewing)} as is_licensed
          ${foundStories(query, wanted)} limit ${limit}) as f
      ) as ${alias} ${joins} ${inOrder(alias, order)}`;
    },
    finish: (rows, found) => new EdgeConnection(rows, relation, found),
    listOf: ({ args }) => listOf(args),
    positionOf: ({ score, publishedAt, articleId }, { order }) => [
      order === "RELEVANCE" ? `${String(score)} ${String(publishedAt)}` : String(publishedAt),
      Number(articleId),
    ],
  };
  return relation;
}

/** What of the matches a page needs. */
function pageOfFound({ order, page }: SearchArgs, bind: RowsQuery<SearchArgs>["bind"]) {
  const isRanked = order === "RELEVANCE";
  // One more tells whether there is a next page.
  const most = isRanked ? MAX_RANKED : page.size + 1;
  if (!page.from) return { most };
  const words = (args: SearchArgs) => String(args.page.from?.[0]).split(" ");
  const rank = sql`${bind((args) => words(args)[0])}::real`;
  const time = sql`${bind((args) => words(args).at(-1))}::timestamptz`;
  const id = sql`${bind((args) => args.page.from?.[1])}::bigint`;
  return isRanked
    ? { most, behind: sql` where (m.rank, m.published_at, m.article_id) < (${rank}, ${time}, ${id})` }
    : { most, after: sql`${time}, ${id}` };
}

const placesIn = (vector: string): Sql => sql`(select json_agg(json_build_array(l.lexeme, l.positions))
  from article_search as s, unnest(${name(vector)}) as l where s.article_id = f.article_id and l.lexeme = any(f.lexemes))`;
const PLACES = sql`, ${placesIn("ts_filter(s.teaser, '{a}')")} as headline_places,
  case when f.is_licensed then ${placesIn("ts_filter(s.document, '{d}')")} end as body_places`;

import { sql } from "kysely";
import { Connection, type PagedRelation, wantsCursors } from "../paging/connection.ts";
import { behind, instantOf, instantText, type KeysetOrder, looksOn, ordered, pageShape } from "../paging/keyset.ts";
import { type Page, type PageArgs, pageOf } from "../paging/page.ts";
import { behindSeat, inRankedOrder, placeOn, type RankedOrder } from "../paging/ranked.ts";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { ManyRelation, Row, RowsQuery, Source } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import { unlessRefused } from "../reading/unless-refused.ts";
import type { Viewing } from "../reading/viewing.ts";
import { visible } from "../visibility.ts";

export type StorylineOrder = "EDITORIAL" | "CHRONOLOGICAL";

/** The arguments of `Storyline.entries` as they come. */
export interface EntriesFieldArgs extends Pick<PageArgs, "first" | "after"> {
  orderBy?: StorylineOrder | null | undefined;
}

export interface EntriesArgs {
  readonly order: StorylineOrder;
  readonly page: Page;
}

/** Every entry is read with its article: one that may not be seen is no entry. */
const ARTICLE: Selection = {
  columns: [],
  to: new Map([["article:{}", { name: "article", args: {}, selection: NOTHING }]]),
};
const ARTICLE_AND_POSITION: Selection = { ...ARTICLE, columns: ["article", "publishedAt"] };

const listOf = (order: StorylineOrder, key: unknown) => JSON.stringify(["entries", key, order]);

/** @throws {GatewayError} see `pageOf` */
export function entriesArgs({ orderBy, first, after }: EntriesFieldArgs, storylineId: unknown): EntriesArgs {
  const order = orderBy ?? "EDITORIAL";
  const list = { list: listOf(order, storylineId), order: order === "EDITORIAL" ? "rank" : "instant" } as const;
  return { order, page: pageOf({ first, after }, list) };
}

export type EntryConnection = Connection<EntriesArgs>;

/** A storyline's entries: in the editor's order, or oldest story first. */
export function storylineEntries(source: () => Source): PagedRelation<EntriesArgs, EntryConnection> {
  const relation: PagedRelation<EntriesArgs, EntryConnection> = {
    name: "entries",
    source,
    keyType: "bigint",
    base: (selection) => (wantsCursors(selection) ? ARTICLE_AND_POSITION : ARTICLE),
    ahead: (args) => (args["after"] == null ? unlessRefused(() => entriesArgs(args, undefined)) : undefined),
    shape: ({ order, page }, selection) => `${order}${pageShape(page, selection)}`,
    rows(query) {
      const { alias, joins, key, args, bind, selection, viewing } = query;
      const { order, page } = args;
      const paging = {
        bind: (pick: (page: Page) => unknown) => bind((given) => pick(given.page)),
        isLookingOn: looksOn(page, selection),
      };
      const entries = selection.columns.includes("position") ? placedEntries(key, viewing) : sql`storyline_entries`;
      const from = sql`from ${entries} as ${alias} ${joins} where ${alias}.storyline_id = ${key}`;
      if (order === "EDITORIAL") {
        const ranked = editorialOrder(query);
        return sql`${from}${behindSeat(ranked, page)}${inRankedOrder(ranked, page, paging)}`;
      }
      const by = instantOf(sql`${alias}.published_at`, viewing);
      // An entry is named by its story: numbers of entries would tell how many there are between, hidden ones too.
      const keyset: KeysetOrder = { by, type: "timestamptz", id: sql`${alias}.article_id`, isDescending: false };
      return sql`${from}${behind(keyset, page, paging.bind)}${ordered(keyset, page, paging.isLookingOn)}`;
    },
    finish: (rows, found) => new Connection(rows, relation, found),
    listOf: ({ key, args }) => listOf(args.order, key),
    positionOf: (row, { order, page }, index) =>
      order === "EDITORIAL"
        ? [placeOn(page, index), Number(row["article"])]
        : [instantText(row["publishedAt"]), Number(row["article"])],
  };
  return relation;
}

/** The editor's order; an entry is named by its story, as entries are written anew with their storyline. */
function editorialOrder({ alias, key, bind, viewing }: RowsQuery<EntriesArgs>): RankedOrder {
  const article = name("shown");
  return {
    by: sql`${alias}.position`,
    seat: sql`select x.position from storyline_entries as x
      join articles as ${article} on ${article}.id = x.article_id and ${visible(article, viewing)}
      where x.article_id = ${bind(({ page }) => page.from?.[1])}::bigint and x.storyline_id = ${key}`,
  };
}

/** The entries of a storyline that may be seen; where each stands among them is its `place`. */
const placedEntries = (key: Sql, viewing: Viewing): Sql => sql`(
  select e.*, row_number() over (order by e.position) as place from storyline_entries as e
  join articles as told on told.id = e.article_id and ${visible(name("told"), viewing)} where e.storyline_id = ${key})`;

/** The same of one entry. */
export const placeOfEntry = (entry: Sql, viewing: Viewing): Sql => sql`(
  select count(*) from storyline_entries as e
  join articles as told on told.id = e.article_id and ${visible(name("told"), viewing)}
  where e.storyline_id = ${entry}.storyline_id and e.position <= ${entry}.position)`;

/** All of a storyline's entries, in the editor's order: what it is exported with. */
export function everyEntry(source: () => Source): ManyRelation<object, Row[]> {
  return {
    name: "everyEntry",
    source,
    keyType: "bigint",
    base: () => ARTICLE,
    ahead: () => ({}),
    shape: () => "",
    rows: ({ alias, joins, key }) => sql`from storyline_entries as ${alias} ${joins}
      where ${alias}.storyline_id = ${key} order by ${alias}.position`,
    finish: (rows) => rows,
  };
}

/** An article's places in storylines, by the storylines' titles. */
export function storylinesOf(source: () => Source): ManyRelation<object, Row[]> {
  return {
    name: "storylines",
    source,
    keyType: "bigint",
    base: () => ARTICLE,
    ahead: () => ({}),
    shape: () => "",
    rows: ({ alias, joins, key }) => sql`from storyline_entries as ${alias}
      join storylines as l on l.id = ${alias}.storyline_id ${joins}
      where ${alias}.article_id = ${key} order by l.title, l.id`,
    finish: (rows) => rows,
  };
}

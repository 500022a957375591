import { sql } from "kysely";
import { Connection, type PagedRelation, wantsCursors } from "../paging/connection.ts";
import { behind, instantOf, instantText, type KeysetOrder, looksOn, ordered, pageShape } from "../paging/keyset.ts";
import { type Page, type PageArgs, pageOf } from "../paging/page.ts";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { ManyRelation, Row, Source } from "../reading/source.ts";
import { unlessRefused } from "../reading/unless-refused.ts";

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
const ARTICLE_AND_POSITION: Selection = { ...ARTICLE, columns: ["id", "position", "publishedAt"] };

const listOf = (order: StorylineOrder, key: unknown) => JSON.stringify(["storyline", key, order]);

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
    rows({ alias, joins, key, args: { order, page }, bind, selection, viewing }) {
      const id = sql`${alias}.id`;
      const keyset: KeysetOrder =
        order === "EDITORIAL"
          ? { by: sql`${alias}.position`, type: "bigint", id, isDescending: false }
          : { by: instantOf(sql`${alias}.published_at`, viewing), type: "timestamptz", id, isDescending: false };
      return sql`from storyline_entries as ${alias} ${joins} where ${alias}.storyline_id = ${key}${behind(
        keyset,
        page,
        (pick) => bind((args) => pick(args.page)),
      )}${ordered(keyset, page, looksOn(page, selection))}`;
    },
    finish: (rows, found) => new Connection(rows, relation, found),
    listOf: ({ key, args }) => listOf(args.order, key),
    positionOf: (row, { order }) => [
      order === "EDITORIAL" ? Number(row["position"]) : instantText(row["publishedAt"]),
      Number(row["id"]),
    ],
  };
  return relation;
}

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

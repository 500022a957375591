import { sql } from "kysely";
import { Connection, type PagedRelation, wantsCursors } from "./connection.ts";
import { behind, type KeysetOrder, looksOn, ordered, pageShape } from "./keyset.ts";
import { type Page, type PageArgs, pageOf } from "./page.ts";
import { NOTHING } from "../reading/selection.ts";
import type { RowsQuery, Source } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";

/** The arguments of a list of named things (people, tags) as they come. */
export interface NameListFieldArgs extends Pick<PageArgs, "first" | "after"> {
  query?: string | null | undefined;
  kinds?: readonly string[] | null | undefined;
}

export interface NameListArgs {
  /** Part of the name, in any case. */
  readonly query: string | undefined;
  readonly kinds: readonly string[] | undefined;
  readonly page: Page;
}

/** @throws {GatewayError} see `pageOf` */
export function nameListArgs(table: string, { query, kinds, ...page }: NameListFieldArgs): NameListArgs {
  // PostgreSQL has no text with U+0000 or half a character: as everywhere, U+FFFD stands for what is none.
  const given = { query: query?.replaceAll("\0", "\uFFFD").toWellFormed() || undefined, kinds: kinds ?? undefined };
  return { ...given, page: pageOf(page, { list: listOf(table, given), order: "text" }) };
}

const listOf = (table: string, { query, kinds }: Omit<NameListArgs, "page">) => JSON.stringify([table, query, kinds]);

export type NameConnection = Connection<NameListArgs>;

/** Named things by name, those that may be seen; the key does not matter. */
export function nameList(
  source: () => Source,
  allowed: (query: Pick<RowsQuery<NameListArgs>, "alias" | "viewing">) => Sql,
): PagedRelation<NameListArgs, NameConnection> {
  const table = () => source().table.name;
  const relation: PagedRelation<NameListArgs, NameConnection> = {
    name: "by name",
    source,
    keyType: "bigint",
    base: (selection) => (wantsCursors(selection) ? { columns: ["id", "name"], to: new Map() } : NOTHING),
    ahead: () => undefined,
    shape: ({ query, kinds, page }, selection) =>
      `${table()}${pageShape(page, selection)}${query ? "q" : ""}${kinds ? "k" : ""}`,
    rows({ alias, joins, args: { query, kinds, page }, bind, selection, viewing }) {
      const order: KeysetOrder = { by: sql`${alias}.name`, type: "text", id: sql`${alias}.id`, isDescending: false };
      return sql`from ${name(table())} as ${alias} ${joins} where ${allowed({ alias, viewing })}${
        query ? sql` and position(lower(${bind((args) => args.query)}::text) in lower(${alias}.name)) > 0` : sql``
      }${kinds ? sql` and ${alias}.kind = any(${bind((args) => args.kinds)}::tag_kind[])` : sql``}${behind(
        order,
        page,
        (pick) => bind((args) => pick(args.page)),
      )}${ordered(order, page, looksOn(page, selection))}`;
    },
    finish: (rows, found) => new Connection(rows, relation, found),
    listOf: ({ args }) => listOf(table(), args),
    positionOf: (row) => [String(row["name"]), Number(row["id"])],
  };
  return relation;
}

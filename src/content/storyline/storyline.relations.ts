import { sql } from "kysely";
import type { StorylineStatus } from "../../database/vocabulary.ts";
import { isTold } from "../met.ts";
import { Connection, type PagedRelation, wantsCursors } from "../paging/connection.ts";
import { behind, type KeysetOrder, looksOn, ordered, pageShape } from "../paging/keyset.ts";
import { type Page, type PageArgs, pageOf } from "../paging/page.ts";
import { rowBy } from "../reading/row-by.relation.ts";
import { NOTHING } from "../reading/selection.ts";
import { storylines } from "../sources.ts";

const source = () => storylines;

export const storylineById = rowBy(source, { column: "id", type: "bigint" }, isTold);
export const storylineBySlug = rowBy(source, { column: "slug", type: "text" }, isTold);

export interface StorylinesFieldArgs extends Pick<PageArgs, "first" | "after"> {
  status?: StorylineStatus | null | undefined;
}

interface StorylinesArgs {
  readonly status: StorylineStatus | undefined;
  readonly page: Page;
}

export type StorylineConnection = Connection<StorylinesArgs>;

const listOf = (status: StorylineStatus | undefined) => JSON.stringify(["storylines", status]);

/** @throws {GatewayError} see `pageOf` */
export function storylinesArgs({ status, ...page }: StorylinesFieldArgs): StorylinesArgs {
  const given = status ?? undefined;
  return { status: given, page: pageOf(page, { list: listOf(given), order: "text" }) };
}

/** Storylines by title; the key does not matter. */
export const storylinesByTitle: PagedRelation<StorylinesArgs, StorylineConnection> = {
  name: "storylines by title",
  source,
  keyType: "bigint",
  base: (selection) => (wantsCursors(selection) ? { columns: ["id", "title"], to: new Map() } : NOTHING),
  ahead: () => undefined,
  shape: ({ status, page }, selection) => `${pageShape(page, selection)}${status ? "s" : ""}`,
  rows({ alias, joins, args: { status, page }, bind, selection, viewing }) {
    const order: KeysetOrder = { by: sql`${alias}.title`, type: "text", id: sql`${alias}.id`, isDescending: false };
    const isOfStatus = status ? sql` and ${alias}.status = ${bind((args) => args.status)}::storyline_status` : sql``;
    return sql`from storylines as ${alias} ${joins} where ${isTold({ alias, viewing })}${isOfStatus}${behind(
      order,
      page,
      (pick) => bind((args) => pick(args.page)),
    )}${ordered(order, page, looksOn(page, selection))}`;
  },
  finish: (rows, found) => new Connection(rows, storylinesByTitle, found),
  listOf: ({ args }) => listOf(args.status),
  positionOf: (row) => [String(row["title"]), Number(row["id"])],
};

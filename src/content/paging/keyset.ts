import { sql } from "kysely";
import { type Sql, name } from "../reading/sql.ts";
import type { Selection } from "../reading/selection.ts";
import type { Viewing } from "../reading/viewing.ts";
import type { Page } from "./page.ts";

/** How a list is ordered: by a column, ties by key. */
export interface KeysetOrder {
  readonly by: Sql;
  /** The PostgreSQL type of `by`. */
  readonly type: "timestamptz" | "text" | "bigint";
  readonly id: Sql;
  readonly isDescending: boolean;
}

/** Where a story without a time stands in the desk's lists: before all others when the newest come first. */
export const UNPUBLISHED = "9999-12-31T23:59:59.999Z";

/** A time to sort by. Readers see no row without one, so that theirs is the column an index has. */
export const instantOf = (column: Sql, { view }: Viewing): Sql =>
  view === "PUBLIC" ? column : sql`coalesce(${column}, '${name(UNPUBLISHED)}'::timestamptz)`;

/** A row's place in the order of `instantOf`. */
export const instantText = (instant: unknown): string => (typeof instant === "string" ? instant : UNPUBLISHED);

/** ` and …` that lets through what lies behind the page's position; nothing on a first page. */
export function behind(order: KeysetOrder, page: Page, bind: (pick: (page: Page) => unknown) => Sql): Sql {
  if (!page.from) return sql``;
  const sign = name(order.isDescending === page.isBackward ? ">" : "<");
  const from = sql`${bind((given) => given.from?.[0])}::${name(order.type)}, ${bind((given) => given.from?.[1])}::bigint`;
  return sql` and (${order.by}, ${order.id}) ${sign} (${from})`;
}

/**
 * `order by … limit …`: the limit is written out, so that PostgreSQL plans for the page's size.
 *
 * @param isLookingOn one row more, to know whether there is a next page
 */
export function ordered(order: KeysetOrder, page: Page, isLookingOn: boolean): Sql {
  const direction = name(order.isDescending === page.isBackward ? "asc" : "desc");
  const limit = name(String(page.size + (isLookingOn ? 1 : 0)));
  return sql` order by ${order.by} ${direction}, ${order.id} ${direction} limit ${limit}`;
}

/** Whether it is asked if there is more behind the page, as it is read: from the end, that is before it. */
export const looksOn = (page: Page, { columns }: Selection) =>
  columns.includes(page.isBackward ? "hasPreviousPage" : "hasNextPage");

/** What of a page, and of what is asked of it, changes a statement's text. */
export const pageShape = (page: Page, selection: Selection) =>
  `${page.size}${page.isBackward ? "<" : ">"}${page.from ? "|" : ""}${looksOn(page, selection) ? "+" : ""}`;

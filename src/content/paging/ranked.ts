import { sql } from "kysely";
import { name, type Sql } from "../reading/sql.ts";
import type { Page } from "./page.ts";

/*
 * Lists in an order that people made. The numbers that order them are no reader's business: where one is missing, there is
 * something hidden. So a cursor has none of them. It names its row, whose place is looked up, and says which place that was
 * among those the reader saw: from there it goes on once the row is gone.
 */

/** How such a list is ordered, and where a page of it begins. */
export interface RankedOrder {
  readonly by: Sql;
  /** `select …` of the same columns, of the row that the page's cursor names; none when that may not be seen. */
  readonly seat: Sql;
}

/** The place of a row among all that the reader sees of the list, from 1, as its page counts on from the last one. */
export const placeOn = ({ from }: Page, index: number): number => Number(from?.[0] ?? 0) + index + 1;

/** ` and …` that lets through what lies behind the page's cursor; everything where its row is gone. */
export const behindSeat = ({ by, seat }: RankedOrder, page: Page): Sql =>
  page.from ? sql` and ((${by}) > (${seat})) is not false` : sql``;

/** `order by … limit …`, see `ordered`; where the cursor's row is gone, without those that had an earlier place. */
export function inRankedOrder(
  { by, seat }: RankedOrder,
  page: Page,
  { bind, isLookingOn }: { bind: (pick: (page: Page) => unknown) => Sql; isLookingOn: boolean },
): Sql {
  const limit = name(String(page.size + (isLookingOn ? 1 : 0)));
  const offset = page.from
    ? sql` offset (select case when exists (${seat}) then 0 else greatest(${bind(({ from }) => from?.[0])}::bigint - 1, 0) end)`
    : sql``;
  return sql` order by ${by} limit ${limit}${offset}`;
}

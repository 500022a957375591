import { isStorable } from "../storable.ts";
import { GatewayError } from "../../errors.ts";

/**
 * Where a page begins: behind the row that sorts here (an Instant, a name, a relevance, or as ranked.ts says), ties by key.
 * All of it can be read by whoever has the cursor.
 */
export type Position = readonly [order: string | number, id: number];

/** What a list sorts by. */
export type OrderType = "instant" | "text" | "rank" | "relevance";

/**
 * A cursor is a position with a digest of it and of its list (what it lists, in which order, through which filter), so
 * that it opens that list only. The digest is no secret: whoever forges one reaches a position, which is no more than
 * paging reaches.
 */
export function encodeCursor(list: string, [order, id]: Position): string {
  return Buffer.from(JSON.stringify([digest(list, order, id), order, id])).toString("base64url");
}

/** @throws {GatewayError} CURSOR_INVALID when the cursor is not one of this list */
export function decodeCursor(cursor: string, of: { list: string; order: OrderType; argument: string }): Position {
  const parsed = parse(cursor);
  if (Array.isArray(parsed)) {
    const [, order, id] = parsed as unknown[];
    // The same position in other words is no cursor of ours either: damage must show.
    if (ORDERS[of.order](order) && isKey(id) && cursor === encodeCursor(of.list, [order, id])) return [order, id];
  }
  throw new GatewayError("CURSOR_INVALID", `${of.argument} is not a cursor of this list.`);
}

/** Room for a name of 255 characters, however many bytes each takes as JSON. */
const MAX_CURSOR_LENGTH = 3_000;

function parse(cursor: string): unknown {
  if (cursor.length > MAX_CURSOR_LENGTH || !/^[\w-]+$/.test(cursor)) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown;
  } catch {
    return undefined;
  }
}

/** What PostgreSQL takes for each order: a forged cursor must not become a failing statement. */
const ORDERS: Record<OrderType, (order: unknown) => order is string | number> = {
  instant: (order): order is string => typeof order === "string" && isInstant(order),
  text: (order): order is string => typeof order === "string" && isStorable(order),
  /** As PostgreSQL writes a real number from 0 to 1, and an Instant. */
  relevance: (order): order is string =>
    typeof order === "string" &&
    /^(?:[01]|0\.\d{1,20}|\d(?:\.\d{1,10})?e-\d\d?) /.test(order) &&
    isInstant(order.slice(order.indexOf(" ") + 1)),
  rank: (order): order is number => Number.isInteger(order) && Number(order) >= 0 && Number(order) < 2 ** 24,
};

/** One that is on the calendar: Date.parse takes 30 February for 2 March. */
function isInstant(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) || Number.isNaN(Date.parse(text))) return false;
  return new Date(text).toISOString() === text;
}

function isKey(id: unknown): id is number {
  return Number.isSafeInteger(id);
}

/** 64 bits, FNV-1a beside a mix of its kind: there to tell lists apart, and damage, not forgers. A SHA cost more than the row. */
function digest(list: string, order: string | number, id: number): string {
  const text = `${list}\n${order}\n${id}`;
  let [one, other] = [0x811c9dc5, 0x01000193];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x5bd1e995) ^ (other >>> 15);
  }
  return (one >>> 0).toString(36) + (other >>> 0).toString(36);
}

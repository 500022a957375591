import { GatewayError } from "../../errors.ts";
import { decodeCursor, type OrderType, type Position } from "./cursor.ts";

export const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 20;

/** Relay's paging arguments as they come. */
export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** A page as it is read. */
export interface Page {
  /** Rows at the most, 1 to 100. */
  readonly size: number;
  /** Read from the end: the last rows before a position. */
  readonly isBackward: boolean;
  readonly from: Position | undefined;
}

/**
 * @param of the list that the cursors are bound to, and what it sorts by
 * @throws {GatewayError} PAGE_SIZE_INVALID, PAGE_ARGUMENTS_INVALID, CURSOR_INVALID, naming the argument
 */
export function pageOf(args: PageArgs, of: { list: string; order: OrderType }): Page {
  const { first, after, last, before } = args;
  if (first != null && last != null) throw conflict("first", "last");
  if (first != null && before != null) throw conflict("first", "before");
  if (after != null && last != null) throw conflict("after", "last");
  if (after != null && before != null) throw conflict("after", "before");
  const isBackward = last != null || before != null;
  const argument = isBackward ? "last" : "first";
  const size = (isBackward ? last : first) ?? DEFAULT_PAGE_SIZE;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw new GatewayError("PAGE_SIZE_INVALID", `${argument} must be 1 to ${MAX_PAGE_SIZE}, got ${size}.`);
  }
  const cursor = isBackward ? before : after;
  if (cursor == null) return { size, isBackward, from: undefined };
  return { size, isBackward, from: decodeCursor(cursor, { ...of, argument: isBackward ? "before" : "after" }) };
}

function conflict(one: string, other: string) {
  return new GatewayError("PAGE_ARGUMENTS_INVALID", `${one} and ${other} exclude each other.`);
}

/** All pages as one, of so many rows at the most. */
export const wholeOf = (size: number): Page => ({ size, isBackward: false, from: undefined });

/** @throws {GatewayError} PAGE_SIZE_INVALID when a size that has no upper bound is below `atLeast` */
export function checkSize(argument: string, size: number, atLeast: number): number {
  if (size < atLeast)
    throw new GatewayError("PAGE_SIZE_INVALID", `${argument} must be at least ${atLeast}, got ${size}.`);
  return size;
}

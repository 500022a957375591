import { expect } from "vitest";
import { tokensMasked } from "../../support/tokens-masked.ts";
import type { LeakyNewsroom } from "./leaky-newsroom.ts";
import type { Answers, Seen } from "./seen.ts";
import type { Way } from "./ways.ts";

const DIRECTIONS = [
  { size: "first", cursor: "after", hasMore: "PageInfo_hasNextPage", end: "PageInfo_endCursor" },
  { size: "last", cursor: "before", hasMore: "PageInfo_hasPreviousPage", end: "PageInfo_startCursor" },
] as const;

/** Every connection page by page, one story on each, from both ends: all the cursors there are, and where they lead. */
export async function walks(
  newsroom: Pick<LeakyNewsroom, "query">,
  ways: readonly Way[],
  seen: Seen,
): Promise<Answers> {
  const found = new Map<string, string>();
  for (const { name, page, takes } of ways) {
    for (const { size, cursor, hasMore, end } of DIRECTIONS) {
      if (!page || !takes.includes(cursor)) continue;
      const pages: string[] = [];
      for (let at: unknown = null, isMore: unknown = true; isMore === true;) {
        const operation = page(`${size}: 1${at === null ? "" : `, ${cursor}: ${JSON.stringify(at)}`}`);
        const { data, errors } = await newsroom.query(operation, undefined, seen);
        expect(errors, operation).toBeUndefined();
        pages.push(JSON.stringify(data));
        const info = pageInfoIn(data);
        [at, isMore] = [info?.[end], info?.[hasMore]];
      }
      found.set(`${name}, ${size} by ${size}`, tokensMasked(`[${pages.join()}]`));
    }
  }
  return found;
}

function pageInfoIn(data: unknown): Record<string, unknown> | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { pageInfo } = data as { pageInfo?: Record<string, unknown> };
  return (
    pageInfo ??
    Object.values(data)
      .map(pageInfoIn)
      .find((info) => info !== undefined)
  );
}

import { describe, expect, test } from "vitest";
import { progressLine } from "../../src/cli/show-progress.ts";

describe("progressLine", () => {
  test("a known length shows a bar and its share", () => {
    expect(progressLine({ items: 500, rejected: 2, bytesRead: 50, bytesTotal: 100 }, 2_000)).toBe(
      "[###############...............] 50 %  500 items, 2 rejected, 250 a second",
    );
  });

  test("a file that grew while it was read stays at 100 %", () => {
    expect(progressLine({ items: 1, rejected: 0, bytesRead: 120, bytesTotal: 100 }, 1_000)).toBe(
      `[${"#".repeat(30)}] 100 %  1 items, 0 rejected, 1 a second`,
    );
  });

  test("an unknown length shows counts only", () => {
    expect(progressLine({ items: 1, rejected: 0, bytesRead: 120, bytesTotal: undefined }, 1_000)).toBe(
      "1 items, 0 rejected, 1 a second",
    );
  });
});

import { describe, expect, test } from "vitest";
import { progressBar, progressLine } from "../../src/cli/show-progress.ts";

const halfway = { items: 500, rejected: 2, bytesRead: 50, bytesTotal: 100 };

describe("progress", () => {
  test("a known length shows its share, on a terminal as a bar too", () => {
    expect(progressLine(halfway, 2_000)).toBe("50 %  500 items, 2 rejected, 250 a second");
    expect(progressBar(halfway, 2_000)).toBe(
      "[###############...............] 50 %  500 items, 2 rejected, 250 a second",
    );
  });

  test("a file that grew while it was read stays at 100 %", () => {
    expect(progressBar({ ...halfway, bytesRead: 120 }, 1_000)).toBe(
      `[${"#".repeat(30)}] 100 %  500 items, 2 rejected, 500 a second`,
    );
  });

  test("an unknown length shows counts only", () => {
    expect(progressBar({ ...halfway, bytesTotal: undefined }, 1_000)).toBe("500 items, 2 rejected, 500 a second");
  });
});

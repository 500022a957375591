import { describe, expect, test } from "vitest";
import { encodeCursor } from "../../../src/content/paging/cursor.ts";
import { checkSize, pageOf } from "../../../src/content/paging/page.ts";

const of = { list: "a list", order: "text" } as const;
const cursor = encodeCursor(of.list, ["b", 2]);

describe("pageOf", () => {
  test.each([
    [{}, { size: 20, isBackward: false, from: undefined }],
    [
      { first: null, after: null, last: null, before: null },
      { size: 20, isBackward: false, from: undefined },
    ],
    [{ first: 1 }, { size: 1, isBackward: false, from: undefined }],
    [
      { first: 100, after: cursor },
      { size: 100, isBackward: false, from: ["b", 2] },
    ],
    [{ after: cursor }, { size: 20, isBackward: false, from: ["b", 2] }],
    [{ last: 100 }, { size: 100, isBackward: true, from: undefined }],
    [
      { last: 1, before: cursor },
      { size: 1, isBackward: true, from: ["b", 2] },
    ],
    [{ before: cursor }, { size: 20, isBackward: true, from: ["b", 2] }],
  ])("%j", (args, page) => {
    expect(pageOf(args, of)).toEqual(page);
  });

  test.each([
    [{ first: 0 }, "PAGE_SIZE_INVALID", "first must be 1 to 100, got 0."],
    [{ first: 101 }, "PAGE_SIZE_INVALID", "first must be 1 to 100, got 101."],
    [{ first: -2_147_483_648 }, "PAGE_SIZE_INVALID", "first must be 1 to 100, got -2147483648."],
    [{ last: 0 }, "PAGE_SIZE_INVALID", "last must be 1 to 100, got 0."],
    [{ last: 101, before: cursor }, "PAGE_SIZE_INVALID", "last must be 1 to 100, got 101."],
    [{ first: 1, last: 1 }, "PAGE_ARGUMENTS_INVALID", "first and last exclude each other."],
    [{ first: 1, before: cursor }, "PAGE_ARGUMENTS_INVALID", "first and before exclude each other."],
    [{ last: 1, after: cursor }, "PAGE_ARGUMENTS_INVALID", "after and last exclude each other."],
    [{ after: cursor, before: cursor }, "PAGE_ARGUMENTS_INVALID", "after and before exclude each other."],
    [{ after: "" }, "CURSOR_INVALID", "after is not a cursor of this list."],
    [{ before: "b" }, "CURSOR_INVALID", "before is not a cursor of this list."],
  ])("%j is refused", (args, code, message) => {
    expect(() => pageOf(args, of)).toThrow(expect.objectContaining({ code, message }));
  });
});

describe("checkSize", () => {
  test("lets through what is no less than the bound, and names what is", () => {
    expect(checkSize("maxChars", 1, 1)).toBe(1);
    expect(() => checkSize("maxChars", 0, 1)).toThrow(
      expect.objectContaining({ code: "PAGE_SIZE_INVALID", message: "maxChars must be at least 1, got 0." }),
    );
  });
});

import { fc } from "../../support/seeded.ts";
import { describe, expect, test } from "vitest";
import { decodeCursor, encodeCursor, type OrderType } from "../../../src/content/paging/cursor.ts";

const LIST = '["articles",0]';
const decode = (cursor: string, order: OrderType = "instant", list = LIST) =>
  decodeCursor(cursor, { list, order, argument: "after" });
const refusal = { code: "CURSOR_INVALID", message: "after is not a cursor of this list." };

/** A cursor whose digest is right, around values of the forger's choice. */
function forged(order: unknown, id: unknown, list = LIST): string {
  return encodeCursor(list, [order, id] as never);
}

const NOON = "2026-11-20T12:00:00.000Z";

describe("decodeCursor", () => {
  test("gives back any position that was encoded for the same list", () => {
    const names = fc.string({ unit: "binary", maxLength: 255 }).filter((name) => !name.includes("\0"));
    const instants = fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    const ids = fc.maxSafeNat();
    fc.assert(
      fc.property(names, ids, (name, id) => {
        expect(decode(encodeCursor(LIST, [name, id]), "text")).toEqual([name, id]);
      }),
    );
    fc.assert(
      fc.property(
        instants.map((each) => each.toISOString()),
        ids,
        (at, id) => {
          expect(decode(encodeCursor(LIST, [at, id]))).toEqual([at, id]);
        },
      ),
    );
    fc.assert(
      fc.property(fc.nat(98_303), ids, (rank, id) => {
        expect(decode(encodeCursor(LIST, [rank, id]), "rank")).toEqual([rank, id]);
      }),
    );
  });

  test("a name of 255 characters outside the BMP, or all escaped in JSON, still fits", () => {
    for (const name of ["𝄞".repeat(255), "\u0001".repeat(255), '"'.repeat(255)]) {
      expect(decode(encodeCursor(LIST, [name, 1]), "text")).toEqual([name, 1]);
    }
  });

  test("the forger of these tests makes what encodeCursor makes", () => {
    expect(forged(NOON, 7)).toBe(encodeCursor(LIST, [NOON, 7]));
  });

  test("a cursor with one character changed, left out or added is refused", () => {
    const cursor = encodeCursor(LIST, [NOON, 7]);
    const damaged = cursor
      .split("")
      .flatMap((char, at) => [
        cursor.slice(0, at) + (char === "A" ? "B" : "A") + cursor.slice(at + 1),
        cursor.slice(0, at) + cursor.slice(at + 1),
        cursor.slice(0, at),
        `${cursor.slice(0, at)}A${cursor.slice(at)}`,
      ]);
    for (const each of [...damaged, `${cursor}=`, `${cursor}A`, ` ${cursor}`]) {
      expect(() => decode(each), each).toThrow(expect.objectContaining(refusal));
    }
  });

  test("the same position in other JSON is refused", () => {
    const text = Buffer.from(encodeCursor(LIST, [NOON, 7]), "base64url").toString();
    for (const other of [text.replace(",7]", ", 7]"), text.replace(",7]", ",7.0]"), text.replace(",7]", ",7,0]")]) {
      expect(() => decode(Buffer.from(other).toString("base64url")), other).toThrow(expect.objectContaining(refusal));
    }
  });

  test("a cursor of another list, or of a list in another kind of order, is refused", () => {
    const cursor = encodeCursor(LIST, [NOON, 7]);

    expect(() => decode(cursor, "instant", '["articles",1]')).toThrow(expect.objectContaining(refusal));
    expect(() => decode(cursor, "rank")).toThrow(expect.objectContaining(refusal));
    expect(() => decode(encodeCursor(LIST, [7, 7]), "text")).toThrow(expect.objectContaining(refusal));
  });

  test.each<[OrderType, unknown, unknown]>([
    ["instant", NOON, 2 ** 53],
    ["instant", NOON, 1.5],
    ["instant", NOON, "7"],
    ["instant", NOON, null],
    ["instant", null, 7],
    ["instant", "2026-02-30T00:00:00.000Z", 7],
    ["instant", "2026-01-01T24:00:00.000Z", 7],
    ["instant", "0000-01-01T00:00:00.000Z", 7],
    ["instant", "+010000-01-01T00:00:00.000Z", 7],
    ["instant", "infinity", 7],
    ["instant", "2026-01-01", 7],
    ["text", "a\0b", 7],
    ["text", "\ud800", 7],
    ["text", ["a"], 7],
    ["rank", -1, 7],
    ["rank", 2 ** 53, 7],
    ["rank", 0.5, 7],
    ["rank", "1", 7],
  ])("a forged %s position %j, %j with the right digest is refused", (order, by, id) => {
    expect(() => decode(forged(by, id), order)).toThrow(expect.objectContaining(refusal));
  });

  test("whatever else comes is refused", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.base64String().map((text) => text.replace(/=+$/, "")),
      fc.json().map((json) => Buffer.from(json).toString("base64url")),
      fc.constantFrom("", "A".repeat(100_000), Buffer.from("[".repeat(2_000)).toString("base64url")),
    );
    fc.assert(
      fc.property(anything, (cursor) => {
        expect(() => decode(cursor)).toThrow(expect.objectContaining(refusal));
      }),
    );
  });
});

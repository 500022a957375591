import { describe, expect, test } from "vitest";
import { aheadKey } from "../../../src/graphql/execution/ahead-key.ts";

describe("aheadKey", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["no arguments", {}, "f:{}"],
    ["names are sorted at every depth", { b: 1, a: { d: [2, null], c: "x" } }, 'f:{"a":{"c":"x","d":[2,null]},"b":1}'],
    ["the order of lists counts", { kinds: ["B", "A"] }, 'f:{"kinds":["B","A"]}'],
    ["text is quoted, so that it is no number", { a: "1", b: '"' }, 'f:{"a":"1","b":"\\""}'],
    ["null is given, undefined is not", { a: null, b: undefined }, 'f:{"a":null}'],
    ["a date is its instant", { at: new Date(86_400_000) }, 'f:{"at":Date(86400000)}'],
    ["big integers keep their digits", { n: 12345678901234567890n }, 'f:{"n":12345678901234567890n}'],
    ["numbers that JSON lacks differ from null", { n: Number.NaN }, 'f:{"n":NaN}'],
    [
      "objects without prototype are plain",
      { a: Object.assign(Object.create(null), { b: true }) },
      'f:{"a":{"b":true}}',
    ],
  ])("%s", (_situation, args, key) => {
    expect(aheadKey("f", args)).toBe(key);
  });

  test.each([new Map([["a", 1]]), /x/, Symbol("x"), () => 1, [new Set()]])(
    "%o has no faithful text: no key",
    (value) => {
      expect(aheadKey("f", { value })).toBeUndefined();
    },
  );
});

import { fc } from "../../support/seeded.ts";
import { buildSchema, parse } from "graphql";
import { describe, expect, test } from "vitest";
import { createExecutor } from "../../../src/graphql/execution/executor.ts";
import { answerBytes } from "../../../src/graphql/execution/json-output.ts";

const execute = createExecutor(
  buildSchema("type Query { texts: [String] later: [String] number: Float isIt: Boolean below: Query }"),
);
const document = parse("{ texts number isIt below { later texts below { texts later } } later }");

const bytesOf = async (rootValue: unknown) => {
  const { data, errors } = await execute({ document, rootValue, contextValue: {} });
  expect(errors).toBeUndefined();
  return data ? (await answerBytes(data)).toString() : "no data";
};

/** Texts as they are, or as promises: their answer must be the same. */
const rootOf = (texts: readonly string[], number: number) => {
  const later = texts.map((text, index) => (index % 2 === 0 ? Promise.resolve(text) : text));
  const inner = { texts, later: Promise.resolve(texts) };
  return { texts, number, isIt: true, below: Promise.resolve({ later, texts, below: inner }), later };
};
const answerOf = (texts: readonly string[], number: number) =>
  JSON.stringify({
    data: {
      texts,
      number,
      isIt: true,
      below: { later: texts, texts, below: { texts, later: texts } },
      later: texts,
    },
  });

/** Around the length from which the engine encodes, mostly of what needs no care. */
const longText = fc
  .array(
    fc.oneof({ weight: 40, arbitrary: fc.constantFrom("a", "é", "’") }, fc.string({ unit: "binary", maxLength: 1 })),
    {
      minLength: 20,
      maxLength: 60,
    },
  )
  .map((characters) => characters.join(""));

describe("The JSON of an answer", () => {
  test("is that of JSON.stringify for any text, whether its values were there or to be waited for", async () => {
    const texts = fc.array(
      fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.string(), longText),
      {
        maxLength: 8,
      },
    );
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    await fc.assert(
      fc.asyncProperty(texts, numbers, async (given, number) => {
        expect(await bytesOf(rootOf(given, number))).toBe(answerOf(given, number));
      }),
      { numRuns: 500 },
    );
  });

  test.each(["x".repeat(200_000), "« é »’\n".repeat(60_000), '\u{1f4f0}\u0000"\\\ud800'.repeat(40_000)])(
    "is whole where an answer is larger than what is kept to write in, and so is the next one",
    async (text) => {
      expect(await bytesOf(rootOf([text, text], 1))).toBe(answerOf([text, text], 1));
      expect(await bytesOf(rootOf(["short"], 2))).toBe(answerOf(["short"], 2));
    },
  );

  test("of answers that are written in turns is each one's own", async () => {
    const given = Array.from({ length: 20 }, (_, index) => [`text ${index}`, "y".repeat(index * 999)]);

    const answers = await Promise.all(given.map((texts, index) => bytesOf(rootOf(texts, index))));

    expect(answers).toEqual(given.map((texts, index) => answerOf(texts, index)));
  });
});

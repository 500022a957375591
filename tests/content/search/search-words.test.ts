import { fc } from "../../support/seeded.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainWords, SEARCH_CONFIGS, searchConfigOf, wordsOf } from "../../../src/content/search/search-words.rules.ts";
import { searchText } from "../../../src/content/search/search-text.rules.ts";
import { openTestDatabase, type TestDatabase } from "../../support/test-database.ts";

describe("searchConfigOf", () => {
  test.each([
    ["fr", "french"],
    ["fr-CA", "french"],
    ["EN-gb", "english"],
    ["pt-BR", "portuguese"],
    ["nl", "dutch"],
    ["de-Latn-AT", "german"],
    ["es-419", "spanish"],
    ["it", "italian"],
    ["ru", "simple"],
    ["frr", "simple"],
    ["und", "simple"],
    ["", "simple"],
  ])("%s is read by %s", (language, config) => {
    expect(searchConfigOf(language)).toBe(config);
  });
});

describe("plainWords", () => {
  test.each([
    ["L’Œuvre d'Élodie : « déjà-vu » !", "french", "l oeuvre d elodie deja vu"],
    ["dépêchées, idée, idées", "french", "depeches ide ides"],
    ["información y naciones", "spanish", "información y naciones"],
    ["ações e milhões", "portuguese", "acao e milhao"],
    ["Straße, Ærø, Łódź", "german", "strasse aero lodz"],
    ["ЁЛКА й", "simple", "елка и"],
    ["한국 뉴스 東京", "simple", "한국 뉴스 東京"],
    ["3,5 % à 20h30", "simple", "3 5 a 20h30"],
    ["हिन्दी", "simple", "हिन्दी"],
    ["\u0301 😀 – \0", "simple", ""],
  ] as const)("%j is %3$j", (text, config, words) => {
    expect(plainWords(text, config)).toBe(words);
  });

  test("has the words of wordsOf, one by one, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...SEARCH_CONFIGS), (text, config) => {
        const words = [...wordsOf(text, config)];
        expect(words.map(({ plain }) => plain).join(" ")).toBe(plainWords(text, config));
        expect(words.every(({ start, end }) => /^[\p{L}\p{M}\p{Nd}]+$/u.test(text.slice(start, end)))).toBe(true);
      }),
    );
  });
});

describe("searchText", () => {
  test("keeps the first 15,000 words", () => {
    expect(searchText(["a ".repeat(20_000)], "simple").split(" ")).toHaveLength(15_000);
    expect(searchText(["abc ".repeat(20_000)], "simple").split(" ")).toHaveLength(15_000);
  });

  test("keeps no more than 200,000 characters", () => {
    expect(searchText(["x".repeat(1_000_000)], "simple")).toHaveLength(200_000);
  });
});

describe("Words as PostgreSQL counts them", () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase()));
  afterAll(() => database.close());

  test("are ours: letters and digits, alone and in words", async () => {
    const letters = Array.from({ length: 0xffff }, (_, code) => String.fromCodePoint(code)).filter(
      (character, code) => ALPHABETS.test(character) || (MANY.test(character) && code % 64 === 0),
    );
    const words = letters
      .flatMap((letter) => [letter, `a${letter}b`, `${letter}2e3`])
      .map((word) => plainWords(word, "simple"));
    const values = [...new Set(words)].map((word) => `('${word}')`).join();
    const parsed = await database.execute(`select word from (values ${values}) as given(word)
      where (select array_agg(token) from ts_parse('default', word)) <> array[word]`);

    expect(letters.length).toBeGreaterThan(2_000);
    expect(parsed).toEqual([]);
  });
});

/** Letters that systems still in use know, those younger than ten years left out. */
const ALPHABETS =
  /^[0-9[[[\p{L}]--[\u0560\u0588\u05ef\u0870-\u08ff\u1c80-\u1c8a\u2c2f\u2c5f\ua7ae-\ua7ff\uab66-\uab69]]&&[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]]]$/v;
const MANY = /^(?=\p{L})[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u;

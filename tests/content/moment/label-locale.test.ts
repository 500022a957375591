import { expect, test } from "vitest";
import { labelLocale } from "../../../src/content/moment/label-locale.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz".split("");
const PAIRS = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));
const LANGUAGES = Intl.DateTimeFormat.supportedLocalesOf(PAIRS).filter((tag) => !tag.includes("-"));
const CALENDARS = Intl.supportedValuesOf("calendar").filter((calendar) => calendar.length <= 8);

/** All that Intl is asked for on behalf of these tags. */
const askedFor = (tags: readonly string[]) =>
  new Set(tags.map(labelLocale).map(({ tag, calendar }) => `${tag} ${calendar ?? ""}`));

test("however a language is written, Intl is asked for its locales only", () => {
  const extensions = ["", "-x-000001", "-u-hc-h12", "-u-nu-deva", "-u-rg-uszzzz", "-u-co-pinyin", "-1901"];
  const tags = PAIRS.flatMap((region) => extensions.map((extension) => `fr-${region.toUpperCase()}${extension}`));

  expect(tags.length).toBeGreaterThan(4_000);
  expect(askedFor(tags).size).toBeLessThanOrEqual(50);
  expect(askedFor(tags)).toContain("fr-CA ");
  expect(askedFor(tags)).not.toContain("fr-QQ ");
});

test("of all languages with all calendars it is asked for those in use", () => {
  const tags = LANGUAGES.flatMap((language) => CALENDARS.map((calendar) => `${language}-u-ca-${calendar}`));

  expect(tags.length).toBeGreaterThan(1_500);
  expect(askedFor(tags).size).toBeLessThan(3 * LANGUAGES.length);
  expect(askedFor(tags)).toContain("th gregory");
});

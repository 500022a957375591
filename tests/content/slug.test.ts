import { fc } from "../support/seeded.ts";
import { describe, expect, test } from "vitest";
import { slugify, uniqueSlug } from "../../src/content/slug.ts";

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

describe("slugify", () => {
  test.each([
    ["Corée du Nord : l'été, déjà ?", "coree-du-nord-l-ete-deja"],
    ["Aujourd’hui, l’œuvre d’Æsop", "aujourd-hui-l-oeuvre-d-aesop"],
    ["Straße nach Łódź, Đakovo og Tromsø", "strasse-nach-lodz-dakovo-og-tromso"],
    ["  --Déjà   vu!-- ", "deja-vu"],
    ["De\u0301ja\u0300 vu", "deja-vu"],
    ["ＦＵＬＬ width ½", "full-width-1-2"],
    ["Москва объявила о семье", "moskva-obyavila-o-seme"],
    ["Ελλάδα", "ellada"],
    ["القاهرة", "lqhrh"],
    ["北京欢迎你", "beijinghuanyingni"],
    ["서울", "seoul"],
    ["G7 & 20 %", "g7-20"],
  ])("%s → %s", (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });

  test("text without a letter or digit answers a hash of itself, each its own", () => {
    expect(slugify("")).toBe("s-e3b0c44298fc");
    expect(slugify("!!!")).toBe("s-e84c538e7fe2");
  });

  test("a long text is cut at the last hyphen within 160 characters", () => {
    expect(slugify("abcdefghi ".repeat(17))).toBe("abcdefghi-".repeat(16).slice(0, -1));
    expect(slugify("abcdefg ".repeat(20) + "more")).toBe("abcdefg-".repeat(20).slice(0, -1));
    expect(slugify("ab ".repeat(60))).toBe("ab-".repeat(53).slice(0, -1));
  });

  test("a word longer than the room is cut within, rather than lost", () => {
    expect(slugify(`l'${"a".repeat(300)}`)).toBe(`l-${"a".repeat(158)}`);
  });

  test("any string, lone surrogates included, gives a slug that answers itself", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 400 }).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const slug = slugify(text);
        expect(slug).toMatch(SLUG);
        expect(slug.length).toBeLessThanOrEqual(160);
        expect(slugify(slug)).toBe(slug);
      }),
      { numRuns: 500 },
    );
  });
});

describe("uniqueSlug", () => {
  const takenAmong =
    (...slugs: string[]) =>
    (slug: string) =>
      slugs.includes(slug);

  test("a free base stays as it is", () => {
    expect(uniqueSlug("rain", takenAmong("snow"))).toBe("rain");
  });

  test("a taken base gets the first free number, from 2", () => {
    expect(uniqueSlug("rain", takenAmong("rain"))).toBe("rain-2");
    expect(uniqueSlug("rain", takenAmong("rain", "rain-2", "rain-4"))).toBe("rain-3");
  });

  test("a base of 160 characters is shortened for the number", () => {
    const base = "a".repeat(160);
    expect(uniqueSlug(base, takenAmong(base))).toBe(`${"a".repeat(158)}-2`);
  });

  test("a base shortened at a hyphen ends in one number, not two hyphens", () => {
    const base = "abcdefg-".repeat(20).slice(0, -1);
    expect(uniqueSlug(base, takenAmong(base))).toBe(`${"abcdefg-".repeat(19).slice(0, -1)}-2`);
  });
});

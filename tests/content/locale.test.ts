import { describe, expect, test } from "vitest";
import { checkLocale, checkTimeZone, uiLanguage } from "../../src/content/locale.ts";
import { GatewayError } from "../../src/errors.ts";

describe("checkLocale", () => {
  test.each([
    ["fr", "fr"],
    ["FR-fr", "fr-FR"],
    ["EN-gb", "en-GB"],
    ["zh-hans-cn", "zh-Hans-CN"],
    ["mo", "ro"],
    ["en-US-u-hc-h12-ca-gregory-nu-latn", "en-US-u-ca-gregory-hc-h12-nu-latn"],
  ])("%s is written %s", (tag, canonical) => {
    expect(checkLocale(tag)).toBe(canonical);
    expect(checkLocale(tag)).toBe(canonical);
  });

  test.each(["", "f", "fr_FR", "français", "fr-", "x-private", "fr\0"])("%j answers LOCALE_INVALID", (tag) => {
    expect(() => checkLocale(tag)).toThrow(expect.objectContaining({ code: "LOCALE_INVALID" }));
  });

  test("the error names the tag, the first 50 characters of it", () => {
    expect(() => checkLocale("fr_FR")).toThrow(
      new GatewayError("LOCALE_INVALID", 'A locale is a BCP 47 tag such as "fr-CA", got "fr_FR".'),
    );
    expect(() => checkLocale("a".repeat(1_000))).toThrow(`got "${"a".repeat(50)}".`);
  });

  test("a well-formed tag longer than 35 characters is refused", () => {
    expect(checkLocale("fr-x-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaa")).toHaveLength(35);
    expect(() => checkLocale("fr-x-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaa")).toThrow(GatewayError);
  });
});

describe("checkTimeZone", () => {
  test.each(["Europe/Paris", "Europe/Kyiv", "Asia/Calcutta", "Asia/Kolkata", "UTC", "Etc/GMT+1", "europe/paris"])(
    "%s is kept as it came",
    (name) => {
      expect(checkTimeZone(name)).toBe(name);
    },
  );

  test.each(["", "Paris", "Europe/Pariss", "+02:00", "-0500", "GMT+2", "Europe/Paris\0", " UTC", "é"])(
    "%j answers TIME_ZONE_INVALID",
    (name) => {
      expect(() => checkTimeZone(name)).toThrow(expect.objectContaining({ code: "TIME_ZONE_INVALID" }));
    },
  );

  test("the error names the time zone, the first 50 characters of it", () => {
    expect(() => checkTimeZone("+02:00")).toThrow('A time zone is a name such as "Asia/Seoul", got "+02:00".');
    expect(() => checkTimeZone("Z".repeat(1_000))).toThrow(`got "${"Z".repeat(50)}".`);
  });
});

describe("uiLanguage", () => {
  test.each([
    ["fr-CA", "fr"],
    ["en-US", "en"],
    ["DE", "de"],
    ["es-419", "es"],
    ["it", "en"],
    ["est", "en"],
    ["und", "en"],
  ])("%s reads %s", (locale, language) => {
    expect(uiLanguage(locale)).toBe(language);
  });

  test("what is no locale answers LOCALE_INVALID", () => {
    expect(() => uiLanguage("fr_FR")).toThrow(expect.objectContaining({ code: "LOCALE_INVALID" }));
  });
});

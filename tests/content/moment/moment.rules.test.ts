import { describe, expect, test } from "vitest";
import { momentLabel } from "../../../src/content/moment/moment.rules.ts";

const TODAY = "2024-11-24T01:04:00Z";
const YESTERDAY = "2024-11-23T17:30:00Z";
const TOMORROW = "2024-11-25T08:00:00Z";
const EARLIER = "2024-11-22T09:28:00Z";
const LATER = "2024-12-01T14:05:00Z";

/** As read on 24 November 2024 at nine in Paris. */
function labelInParis(instant: string, locale: string): string {
  const relativeTo = new Date("2024-11-24T08:00:00Z");
  return momentLabel(new Date(instant), { locale, timeZone: "Europe/Paris", relativeTo });
}

describe("momentLabel", () => {
  test.each([
    ["fr", ["Aujourd'hui · 02:04", "Hier · 18:30", "Demain · 09:00"]],
    ["en", ["Today · 02:04", "Yesterday · 18:30", "Tomorrow · 09:00"]],
    ["en-GB", ["Today · 02:04", "Yesterday · 18:30", "Tomorrow · 09:00"]],
    ["en-US", ["Today · 2:04 AM", "Yesterday · 6:30 PM", "Tomorrow · 9:00 AM"]],
    ["de", ["Heute · 02:04", "Gestern · 18:30", "Morgen · 09:00"]],
    ["es", ["Hoy · 02:04", "Ayer · 18:30", "Mañana · 09:00"]],
    ["it", ["Oggi · 02:04", "Ieri · 18:30", "Domani · 09:00"]],
    ["ja", ["今日 · 2:04", "昨日 · 18:30", "明日 · 9:00"]],
  ])("in %s the three days around the reader have names", (locale, labels) => {
    expect([TODAY, YESTERDAY, TOMORROW].map((instant) => labelInParis(instant, locale))).toEqual(labels);
  });

  test.each([
    ["fr", "22 novembre 2024 · 10:28", "1er décembre 2024 · 15:05"],
    ["fr-CA", "22 novembre 2024 · 10:28", "1er décembre 2024 · 15:05"],
    ["en", "22 November 2024 · 10:28", "1 December 2024 · 15:05"],
    ["en-GB", "22 November 2024 · 10:28", "1 December 2024 · 15:05"],
    ["en-US", "November 22, 2024 · 10:28 AM", "December 1, 2024 · 3:05 PM"],
    ["de", "22. November 2024 · 10:28", "1. Dezember 2024 · 15:05"],
    ["es", "22 de noviembre de 2024 · 10:28", "1 de diciembre de 2024 · 15:05"],
    ["es-MX", "22 de noviembre de 2024 · 10:28", "1 de diciembre de 2024 · 15:05"],
    ["fr-u-ca-buddhist", "22 novembre 2024 · 10:28", "1er décembre 2024 · 15:05"],
    ["it", "22 novembre 2024 · 10:28", "1 dicembre 2024 · 15:05"],
    ["ja", "2024年11月22日 · 10:28", "2024年12月1日 · 15:05"],
    ["ja-u-ca-japanese", "令和6年11月22日 · 10:28", "令和6年12月1日 · 15:05"],
    // A calendar that is not in use there.
    ["ja-u-ca-coptic", "2024年11月22日 · 10:28", "2024年12月1日 · 15:05"],
    ["ja-u-hc-h12", "2024年11月22日 · 午前10:28", "2024年12月1日 · 午後3:05"],
    ["it-u-nu-deva", "२२ novembre २०२४ · १०:२८", "१ dicembre २०२४ · १५:०५"],
    ["und", "22 November 2024 · 10:28", "1 December 2024 · 15:05"],
  ])("in %s any other day is a date, past and future", (locale, earlier, later) => {
    expect(labelInParis(EARLIER, locale)).toBe(earlier);
    expect(labelInParis(LATER, locale)).toBe(later);
  });

  test("Austria's January is its own", () => {
    expect(labelInParis("2024-01-02T11:00:00Z", "de-AT")).toBe("2. Jänner 2024 · 12:00");
    expect(labelInParis("2024-01-02T11:00:00Z", "de")).toBe("2. Januar 2024 · 12:00");
  });

  test("the eleventh is not the first", () => {
    expect(labelInParis("2024-09-11T11:00:00Z", "fr")).toBe("11 septembre 2024 · 13:00");
  });

  test("days are calendar days: a minute can lie between yesterday and today, 47 hours within two days", () => {
    const label = (instant: string, relativeTo: string) =>
      momentLabel(new Date(instant), { locale: "fr", timeZone: "Europe/Paris", relativeTo: new Date(relativeTo) });

    expect(label("2024-11-23T22:59:59.999Z", "2024-11-23T23:00:00Z")).toBe("Hier · 23:59");
    expect(label("2024-11-23T23:00:00Z", "2024-11-23T23:00:00Z")).toBe("Aujourd'hui · 00:00");
    expect(label("2024-11-22T23:00:00Z", "2024-11-24T22:00:00Z")).toBe("Hier · 00:00");
    expect(label("2024-11-24T22:59:00Z", "2024-11-23T22:59:00Z")).toBe("Demain · 23:59");
  });

  test.each([
    ["Europe/Paris", "2024-03-31T00:59:00Z", "Today · 01:59"],
    ["Europe/Paris", "2024-03-31T01:00:00Z", "Today · 03:00"],
    ["Europe/Paris", "2024-10-27T00:30:00Z", "Today · 02:30"],
    ["Europe/Paris", "2024-10-27T01:30:00Z", "Today · 02:30"],
    ["America/Sao_Paulo", "2018-11-04T03:00:00Z", "Today · 01:00"],
    ["Asia/Kathmandu", "2024-01-01T18:14:00Z", "Today · 23:59"],
    ["UTC", "2024-01-01T18:14:00Z", "Today · 18:14"],
  ])("in %s at %s the wall shows %s", (timeZone, instant, label) => {
    expect(momentLabel(new Date(instant), { locale: "en", timeZone, relativeTo: new Date(instant) })).toBe(label);
  });

  test("before standard time Paris is 9 minutes and 21 seconds ahead", () => {
    const instant = new Date("1800-01-01T12:00:00Z");
    expect(momentLabel(instant, { locale: "en", timeZone: "Europe/Paris", relativeTo: instant })).toBe("Today · 12:09");
  });

  test("a bad locale or time zone answers its code", () => {
    const relativeTo = new Date(TODAY);
    expect(() => momentLabel(relativeTo, { locale: "fr_FR", timeZone: "UTC", relativeTo })).toThrow(
      expect.objectContaining({ code: "LOCALE_INVALID" }),
    );
    expect(() => momentLabel(relativeTo, { locale: "fr", timeZone: "+02:00", relativeTo })).toThrow(
      expect.objectContaining({ code: "TIME_ZONE_INVALID" }),
    );
  });
});

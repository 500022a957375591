import { fc } from "../../support/seeded.ts";
import { describe, expect, test } from "vitest";
import { momentLabel, momentLabelExpiresAt } from "../../../src/content/moment/moment.rules.ts";

const ZONES = [
  "UTC",
  "Europe/Paris",
  "America/New_York",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca",
];
const HOUR_MS = 3_600_000;

function expiry(instant: string, relativeTo: string, timeZone: string): string | null {
  const view = { timeZone, relativeTo: new Date(relativeTo) };
  return momentLabelExpiresAt(new Date(instant), view)?.toISOString() ?? null;
}

/** A reader somewhere, sometime, and an instant from so many hours after (before, where negative) to so many. */
function readings(fromHours: number, toHours: number) {
  return fc
    .record({
      timeZone: fc.constantFrom(...ZONES),
      relativeToMs: fc.integer({ min: Date.UTC(1985, 0, 1), max: Date.UTC(2030, 0, 1) }),
      aheadMs: fc.integer({ min: fromHours * HOUR_MS, max: toHours * HOUR_MS }),
    })
    .map(({ timeZone, relativeToMs, aheadMs }) => ({
      timeZone,
      relativeTo: new Date(relativeToMs),
      instant: new Date(relativeToMs + aheadMs),
    }));
}

describe("momentLabelExpiresAt", () => {
  test.each([
    ["today", "2024-11-24T01:04:00Z", "2024-11-24T23:00:00.000Z"],
    ["yesterday", "2024-11-23T17:30:00Z", "2024-11-24T23:00:00.000Z"],
    ["tomorrow", "2024-11-25T08:00:00Z", "2024-11-24T23:00:00.000Z"],
    ["the day after tomorrow", "2024-11-26T08:00:00Z", "2024-11-24T23:00:00.000Z"],
    ["in a week", "2024-12-01T14:05:00Z", "2024-11-29T23:00:00.000Z"],
    ["in a summer to come", "2025-07-01T14:05:00Z", "2025-06-29T22:00:00.000Z"],
    ["two days ago", "2024-11-22T22:59:59.999Z", null],
    ["long ago", "1999-01-01T00:00:00Z", null],
  ])("read on 24 November in Paris, %s", (_, instant, expiresAt) => {
    expect(expiry(instant, "2024-11-24T08:00:00Z", "Europe/Paris")).toBe(expiresAt);
  });

  test("at midnight itself the answer is the next one", () => {
    expect(expiry("2024-11-23T23:00:00Z", "2024-11-23T23:00:00Z", "Europe/Paris")).toBe("2024-11-24T23:00:00.000Z");
  });

  test.each<[string, string, [now: string, expiresAt: string]]>([
    ["Europe/Paris", "a day of 23 hours", ["2024-03-30T23:00:00Z", "2024-03-31T22:00:00.000Z"]],
    ["Europe/Paris", "a day of 25 hours", ["2024-10-26T22:00:00Z", "2024-10-27T23:00:00.000Z"]],
    ["Europe/Paris", "the repeated hour, first time", ["2024-10-27T00:30:00Z", "2024-10-27T23:00:00.000Z"]],
    ["Europe/Paris", "the repeated hour, again", ["2024-10-27T01:30:00Z", "2024-10-27T23:00:00.000Z"]],
    ["America/Sao_Paulo", "no midnight: the day begins at one", ["2018-11-03T16:00:00Z", "2018-11-04T03:00:00.000Z"]],
    ["America/Sao_Paulo", "the day that began at one", ["2018-11-04T03:00:00Z", "2018-11-05T02:00:00.000Z"]],
    ["America/Sao_Paulo", "23:00 to midnight twice", ["2018-02-18T01:30:00Z", "2018-02-18T03:00:00.000Z"]],
    ["Pacific/Apia", "30 December 2011 skipped", ["2011-12-29T21:00:00Z", "2011-12-30T10:00:00.000Z"]],
    ["Asia/Kathmandu", "an offset of 5 h 45", ["2024-01-01T01:00:00Z", "2024-01-01T18:15:00.000Z"]],
    ["Australia/Lord_Howe", "half an hour of summer time", ["2024-04-06T14:00:00Z", "2024-04-07T13:30:00.000Z"]],
    ["America/St_Johns", "clocks put back to the day before", ["2010-11-07T02:30:30Z", "2010-11-07T02:31:00.000Z"]],
  ])("in %s, %s", (timeZone, _, [now, expiresAt]) => {
    expect(expiry(now, now, timeZone)).toBe(expiresAt);
  });

  test("a date after a skipped one turns from a date into today", () => {
    const instant = "2011-12-31T05:00:00Z"; // 31 December, 19:00 in Apia
    expect(expiry(instant, "2011-12-25T00:00:00Z", "Pacific/Apia")).toBe("2011-12-30T10:00:00.000Z");
  });

  test("a bad time zone answers TIME_ZONE_INVALID", () => {
    expect(() => expiry("2024-11-24T01:04:00Z", "2024-11-24T01:04:00Z", "Mars/Olympus")).toThrow(
      expect.objectContaining({ code: "TIME_ZONE_INVALID" }),
    );
  });

  test("the label holds to the millisecond before, and is another at the instant itself", () => {
    fc.assert(
      fc.property(readings(-48, 240), ({ instant, timeZone, relativeTo }) => {
        const expiresAt = momentLabelExpiresAt(instant, { timeZone, relativeTo });
        fc.pre(expiresAt !== null);
        const labelAt = (ms: number) => momentLabel(instant, { locale: "fr", timeZone, relativeTo: new Date(ms) });
        const current = labelAt(relativeTo.getTime());

        expect(expiresAt.getTime()).toBeGreaterThan(relativeTo.getTime());
        expect(labelAt(Math.floor((relativeTo.getTime() + expiresAt.getTime()) / 2))).toBe(current);
        expect(labelAt(expiresAt.getTime() - 1)).toBe(current);
        expect(labelAt(expiresAt.getTime())).not.toBe(current);
      }),
      { numRuns: 2_000 },
    );
  });

  test("three days on, the label stays for ever", () => {
    fc.assert(
      fc.property(readings(-2_400, -73), ({ instant, timeZone, relativeTo }) => {
        const view = { locale: "fr", timeZone, relativeTo };
        const muchLater = new Date(relativeTo.getTime() + 9_999 * HOUR_MS);

        expect(momentLabelExpiresAt(instant, view)).toBeNull();
        expect(momentLabel(instant, view)).toBe(momentLabel(instant, { ...view, relativeTo: muchLater }));
      }),
      { numRuns: 200 },
    );
  });
});

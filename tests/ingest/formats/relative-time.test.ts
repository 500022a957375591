import { describe, expect, test } from "vitest";
import { readTime } from "../../../src/ingest/formats/relative-time.ts";

const frame = { reference: new Date("2024-11-24T06:30:00Z"), timeZone: "Europe/Paris" };
const read = (text: string) => readTime(text, frame)?.at.toISOString();

describe("readTime", () => {
  test.each([
    ["Aujourd'hui · 02:04", "2024-11-24T01:04:00.000Z"],
    ["Aujourd’hui à 2h04", "2024-11-24T01:04:00.000Z"],
    ["Hier · 18:30", "2024-11-23T17:30:00.000Z"],
    ["Avant-hier, 18 h 30", "2024-11-22T17:30:00.000Z"],
    ["22 novembre 2024 · 10:28", "2024-11-22T09:28:00.000Z"],
    ["Publié le 1er août 2024 à 09h05", "2024-08-01T07:05:00.000Z"],
    ["Today · 02:04", "2024-11-24T01:04:00.000Z"],
    ["Yesterday at 6:30 pm", "2024-11-23T17:30:00.000Z"],
    ["Yesterday, 12:05 a.m.", "2024-11-22T23:05:00.000Z"],
    ["November 22, 2024 · 10:28", "2024-11-22T09:28:00.000Z"],
    ["22 Nov 2024, 10:28", "2024-11-22T09:28:00.000Z"],
    ["Heute · 02:04", "2024-11-24T01:04:00.000Z"],
    ["Gestern, 18.30 Uhr", "2024-11-23T17:30:00.000Z"],
    ["3. März 2024 · 10:28", "2024-03-03T09:28:00.000Z"],
    ["Hoy · 02:04", "2024-11-24T01:04:00.000Z"],
    ["Ayer · 18:30", "2024-11-23T17:30:00.000Z"],
    ["22 de noviembre de 2024 · 10:28", "2024-11-22T09:28:00.000Z"],
    ["22 novembre 2024", "2024-11-21T23:00:00.000Z"],
    ["2024-11-22T10:28:00", "2024-11-22T09:28:00.000Z"],
    ["2024-11-22", "2024-11-21T23:00:00.000Z"],
  ])("%s is read in the newsroom's zone, counting from the page's day", (text, at) => {
    expect(read(text)).toBe(at);
    expect(readTime(text, frame)?.isExact).toBe(false);
  });

  test.each([
    ["2024-11-22T10:28:00+01:00", "2024-11-22T09:28:00.000Z"],
    ["2024-11-22 10:28Z", "2024-11-22T10:28:00.000Z"],
    ["2024-11-22T10:28:00.123+0530", "2024-11-22T04:58:00.123Z"],
  ])("%s says itself which instant it is", (text, at) => {
    expect(readTime(text, frame)).toEqual({ at: new Date(at), isExact: true });
  });

  test.each([
    "",
    "18:30",
    "bientôt",
    "31 février 2024 · 10:28",
    "2024-02-30",
    "22 novembre 2024 · 25:99",
    "22/11/2024",
    "Sommaire 22 pages 2024",
  ])("« %s » is no time", (text) => {
    expect(readTime(text, frame)).toBeUndefined();
  });

  test("yesterday, seen right after midnight in the newsroom, is its own yesterday", () => {
    const justAfterMidnight = { reference: new Date("2024-11-23T23:10:00Z"), timeZone: "Europe/Paris" };

    expect(readTime("Hier · 23:50", justAfterMidnight)?.at.toISOString()).toBe("2024-11-23T22:50:00.000Z");
  });

  test.each([
    ["31 mars 2024 · 02:30", "2024-03-31T01:30:00.000Z"],
    ["27 octobre 2024 · 02:30", "2024-10-27T00:30:00.000Z"],
  ])("%s, when the clocks change, is the instant ISO calendars agree on", (text, at) => {
    expect(read(text)).toBe(at);
  });
});

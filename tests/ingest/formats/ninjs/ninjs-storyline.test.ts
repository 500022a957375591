import { describe, expect, test } from "vitest";
import { parseNinjsItem } from "../../../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { PARIS } from "../fixture.ts";

const parse = (changes: object = {}) =>
  parseNinjsItem(
    {
      uri: "urn:port",
      type: "composite",
      profile: "storyline",
      headlines: [{ value: "The new port" }],
      ...changes,
    },
    PARIS,
  );

describe("A ninjs composite of the storyline profile", () => {
  test("is a storyline, its entries in the order of their names", () => {
    const { storyline, draft, notes, problems } = parse({
      altIds: [{ role: "slug", value: "port" }],
      descriptions: [{ value: " From plan to quay. " }],
      subjects: [{ rel: "storyline-status", literal: "closed" }],
      associations: [
        { name: "entry-2", rel: "key-moment", uri: "urn:b", descriptions: [{ value: "It opens" }] },
        { name: "entry-10", rel: "entry", uri: "urn:c" },
        { name: "entry-1", rel: "entry", uri: "urn:a" },
      ],
    });

    expect(problems).toEqual([]);
    expect(notes).toEqual([]);
    expect(draft).toBeUndefined();
    expect(storyline).toEqual({
      uri: "urn:port",
      slug: "port",
      title: "The new port",
      status: "CLOSED",
      summary: "From plan to quay.",
      entries: [
        { article: "urn:a", keyMoment: false },
        { article: "urn:b", keyMoment: true, caption: "It opens" },
        { article: "urn:c", keyMoment: false },
      ],
    });
  });

  test("says what it does not keep", () => {
    const { storyline, notes } = parse({
      associations: [
        { name: "entry-1", rel: "entry", uri: "urn:a" },
        { name: "entry-2", rel: "key-moment", uri: "urn:a" },
        { name: "logo", rel: "depicts", uri: "urn:logo" },
      ],
    });

    expect(storyline?.entries).toEqual([{ article: "urn:a", keyMoment: false }]);
    expect(notes).toEqual([
      "1 associations of the storyline are neither entry nor key-moment: not kept.",
      "urn:a is in the storyline twice: kept at its first place.",
    ]);
  });

  test.each([
    ["no title", { headlines: [] }],
    ["a title that is too long", { headlines: [{ value: "x".repeat(256) }] }],
  ])("with %s is refused", (_name, changes) => {
    const { storyline, problems } = parse(changes);

    expect(storyline).toBeUndefined();
    expect(problems).toEqual([{ path: "/headlines", reason: "must have a title of 1 to 255 characters" }]);
  });

  test("of another profile is an article", () => {
    const { storyline, draft } = parse({ profile: "package", language: "en", contentCreated: "2026-11-20T10:00:00Z" });

    expect(storyline).toBeUndefined();
    expect(draft?.headline).toBe("The new port");
  });
});

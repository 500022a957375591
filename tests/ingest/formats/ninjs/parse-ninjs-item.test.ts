import { describe, expect, test } from "vitest";
import { parseNinjsItem } from "../../../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { fixture, PARIS } from "../fixture.ts";
import { story } from "./story.ts";

const parse = (item: object) => parseNinjsItem(item, PARIS);
const draftOf = (item: object) => parse({ ...story, ...item }).draft;
const notesOf = (item: object) => parse({ ...story, ...item }).notes;

describe("parseNinjsItem", () => {
  test("the same story as 1.x, 2.x and 3.x gives the same draft, without notes", () => {
    const [one, two, three] = ["ninjs-1.json", "ninjs-2.json", "ninjs-3.json"].map((name) =>
      parse(JSON.parse(fixture(name)) as object),
    );

    expect(three).toMatchObject({ notes: [], problems: [] });
    expect(three?.draft?.related).toHaveLength(4);
    expect(two).toEqual(three);
    expect(one).toEqual(three);
  });

  test("versions that do not say so are told by their names and shapes", () => {
    const expected = {
      headline: "Bridge reopens",
      embargoedUntil: new Date("2024-11-25T00:00:00Z"),
      representation: "FULL",
    };
    const embargo = "2024-11-25T00:00:00Z";

    expect(
      parse({ uri: "u", headline: "Bridge reopens", body_html: "<p>A</p>", embargoed: embargo }).draft,
    ).toMatchObject(expected);
    expect(
      parse({
        uri: "u",
        headlines: story.headlines,
        bodies: [{ contenttype: "text/html", value: "<p>A</p>" }],
        embargoed: embargo,
      }).draft,
    ).toMatchObject(expected);
    expect(
      parse({
        uri: "u",
        headlines: story.headlines,
        bodies: [{ contentType: "text/html", value: "<p>A</p>" }],
        embargoedUntil: embargo,
      }).draft,
    ).toMatchObject(expected);
  });

  test("a small item gives exactly this draft", () => {
    expect(parse(story)).toEqual({
      draft: {
        uri: "urn:story:1",
        headline: "Bridge reopens",
        language: "en",
        status: "PUBLISHED",
        representation: "FULL",
        publishedAt: new Date("2024-11-24T07:30:00Z"),
        updatedAt: new Date("2024-11-24T07:30:00Z"),
        contributors: [],
        tags: [],
        images: [],
        body: [{ type: "PARAGRAPH", role: "BODY", content: { text: "Cars cross again." } }],
        related: [],
      },
      notes: [],
      problems: [],
    });
  });

  test.each([
    ["usable", "PUBLISHED"],
    ["withheld", "DRAFT"],
    ["canceled", "WITHDRAWN"],
  ])("pubStatus %s is %s", (pubStatus, status) => {
    expect(draftOf({ pubStatus })?.status).toBe(status);
  });

  test("a kill goes through without headline or body", () => {
    expect(parse({ uri: "urn:story:1", pubStatus: "canceled" }).draft).toMatchObject({
      status: "WITHDRAWN",
      headline: "urn:story:1",
      representation: "PARTIAL",
    });
  });

  test("published is contentCreated before firstCreated before versionCreated", () => {
    const first = "2024-11-01T00:00:00Z";
    const second = "2024-11-02T00:00:00Z";
    const third = "2024-11-03T00:00:00Z";

    expect(draftOf({ contentCreated: first, firstCreated: second, versionCreated: third })?.publishedAt).toEqual(
      new Date(first),
    );
    expect(draftOf({ firstCreated: second, versionCreated: third })?.publishedAt).toEqual(new Date(second));
  });

  test.each([
    ["12", 12],
    [7, 7],
    ["1.2", undefined],
    ["2024-11-24T07:30:00Z", undefined],
    ["99999999999", undefined],
    ["0", undefined],
  ])("version %j is read as %j", (version, expected) => {
    expect(draftOf({ version })?.version).toBe(expected);
    expect(notesOf({ version })).toHaveLength(expected === undefined ? 1 : 0);
  });

  test("headlines, descriptions and rights land in their fields", () => {
    const item = {
      headlines: [
        { role: "kicker", value: "Transport" },
        { role: "main", contentType: "text/html", value: "Bridge <em>reopens</em> &amp; hums" },
      ],
      descriptions: [
        { role: "web", value: "No" },
        { role: "summary", value: "No" },
        { role: "standfirst", contentType: "text/html", value: "<p>Cars <em>cross</em></p>" },
      ],
      by: "By Ana  Ruiz",
      located: "Quay",
      urgency: 2,
      copyrightHolder: "Courier",
      copyrightNotice: "© Courier",
      usageTerms: "Print only",
      altIds: [
        { role: "translation-key", value: "t-1" },
        { role: "slug", value: "bridge-reopens" },
      ],
    };

    expect(draftOf(item)).toMatchObject({
      headline: "Bridge reopens & hums",
      kicker: "Transport",
      standfirst: { text: "Cars cross", html: "Cars <em>cross</em>" },
      byline: "By Ana Ruiz",
      dateline: "Quay",
      urgency: 2,
      copyrightHolder: "Courier",
      copyrightNotice: "© Courier",
      usageTerms: "Print only",
      translationKey: "t-1",
      slug: "bridge-reopens",
    });
  });

  test("people are contributors by rel, in their order, and tags otherwise", () => {
    const draft = draftOf({
      people: [
        { name: "Tom", rel: "photographer", uri: "urn:tom" },
        { name: "Mayor", rel: "about" },
        { name: "Ana", rel: "author" },
      ],
      organisations: [{ name: "Wire", rel: "agency" }, { name: "Council" }],
      places: [{ name: "Quay" }],
      events: [{ name: "Reopening" }],
      subjects: [
        { name: "Transport", uri: "urn:t", relevance: 50 },
        { name: "Traffic", uri: "urn:t" },
        { name: "Roads" },
        { name: "ROADS" },
      ],
    });

    expect(draft?.contributors).toEqual([
      { name: "Tom", uri: "urn:tom", role: "PHOTOGRAPHER" },
      { name: "Ana", role: "AUTHOR" },
      { name: "Wire", role: "AGENCY" },
    ]);
    expect(draft?.tags).toEqual([
      { kind: "TOPIC", name: "Transport", uri: "urn:t", relevance: 0.5 },
      { kind: "TOPIC", name: "Roads", relevance: 1 },
      { kind: "PERSON", name: "Mayor", relevance: 1 },
      { kind: "ORGANISATION", name: "Council", relevance: 1 },
      { kind: "PLACE", name: "Quay", relevance: 1 },
      { kind: "EVENT", name: "Reopening", relevance: 1 },
    ]);
  });

  test("a section's literal is its path; ancestors are named by their own subjects or after their slugs", () => {
    const europe = { name: "Europe", rel: "section", literal: "monde/europe" };

    expect(draftOf({ subjects: [europe, { name: "Le monde", rel: "section", literal: "monde" }] })?.section).toEqual([
      { slug: "monde", name: "Le monde" },
      { slug: "europe", name: "Europe" },
    ]);
    expect(draftOf({ subjects: [europe] })?.section?.[0]).toEqual({ slug: "monde", name: "monde" });
    expect(notesOf({ subjects: [europe] })).toEqual(["The section monde is named after its slug."]);
    expect(draftOf({ subjects: [{ name: "Économie", rel: "section" }] })?.section).toEqual([
      { slug: "economie", name: "Économie" },
    ]);
  });

  test("Superdesk's additional properties are accepted, and those without a place are told", () => {
    const item = {
      uri: "u",
      headline: "A",
      body_html: "<p>A</p>",
      language: "en",
      versioncreated: "2024-11-24T07:30:00Z",
      service: [{ code: "i", name: "International" }],
      priority: 6,
      evolvedfrom: "x",
      ancestors: ["x"],
      readtime: 1,
    };

    expect(parse(item)).toMatchObject({
      problems: [],
      notes: ["Not kept, as an article has no place for it: priority, evolvedfrom, ancestors."],
      draft: { headline: "A" },
    });
  });

  test("NUL characters and lone surrogates never reach the draft", () => {
    const { draft, notes } = parse({ ...story, headlines: [{ value: "Bridge\u0000 re\uD800opens" }] });

    expect(draft?.headline).toBe("Bridge re\uFFFDopens");
    expect(notes).toEqual(["/headlines/0/value: NUL characters were removed and lone surrogates replaced by U+FFFD."]);
  });
});

import { describe, expect, test } from "vitest";
import { parseNinjsItem } from "../../../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { PARIS } from "../fixture.ts";

const story = {
  uri: "urn:story:1",
  headlines: [{ value: "A" }],
  bodies: [{ contentType: "text/html", value: "<p>A</p>" }],
};
const parse = (value: unknown) => parseNinjsItem(value, PARIS);

describe("parseNinjsItem, bad input", () => {
  test.each([undefined, null, 1, "text", true, [], [story]])("%j is no item", (value) => {
    expect(parse(value)).toEqual({
      notes: [],
      problems: [{ path: "", reason: "must be a JSON object, the ninjs item" }],
    });
  });

  test.each([
    ["/uri", "is missing", { uri: undefined }],
    ["/uri", "must not be empty", { uri: "  " }],
    ["/uri", "must be a string, got 5", { uri: 5 }],
    ["/uri", "must be at most 2048 characters, got 2049", { uri: "u".repeat(2049) }],
    ["/headlines", "is missing: an article needs a headline", { headlines: undefined }],
    ["/headlines", "must be an array, got a string", { headlines: "A" }],
    ["/headlines/0/value", "must be at most 1000 characters, got 1001", { headlines: [{ value: "h".repeat(1001) }] }],
    ["/headlines/0", "must be an object, got null", { headlines: [null] }],
    [
      "/altIds/0/value",
      "must be at most 160 characters, got 161",
      { altIds: [{ role: "slug", value: "s".repeat(161) }] },
    ],
    ["/language", "must be at most 35 characters, got 36", { language: "x".repeat(36) }],
    ["/language", 'must be a BCP 47 language tag, got "not a language"', { language: "not a language" }],
    ["/versionCreated", 'must be an RFC 3339 date and time, got "yesterday"', { versionCreated: "yesterday" }],
    ["/versionCreated", 'must be an RFC 3339 date and time, got "2024-11-24"', { versionCreated: "2024-11-24" }],
    [
      "/versionCreated",
      'must be an RFC 3339 date and time, got "2024-11-24T07:30:00"',
      { versionCreated: "2024-11-24T07:30:00" },
    ],
    [
      "/versionCreated",
      'must be a date and time that exists, got "2024-02-30T07:30:00Z"',
      { versionCreated: "2024-02-30T07:30:00Z" },
    ],
    [
      "/versionCreated",
      'must be a date and time that exists, got "2024-11-24T25:30:00Z"',
      { versionCreated: "2024-11-24T25:30:00Z" },
    ],
    ["/versionCreated", "must be a string, got 1732433400", { versionCreated: 1732433400 }],
    ["/urgency", "must be at least 1, got 0", { urgency: 0 }],
    ["/urgency", "must be at most 9, got 10", { urgency: 10 }],
    ["/urgency", "must be a whole number, got 2.5", { urgency: 2.5 }],
    ["/urgency", "must be a number, got a string", { urgency: "2" }],
    ["/pubStatus", 'must be usable, withheld or canceled, got "gone"', { pubStatus: "gone" }],
    ["/type", 'must be text or composite to be an article, got "picture"', { type: "picture" }],
    ["/subjects/0/relevance", "must be at most 100, got 101", { subjects: [{ name: "A", relevance: 101 }] }],
    ["/associations/0/uri", "is missing", { associations: [{ name: "end-1", headlines: [{ value: "A" }] }] }],
  ])("%s %s", (path, reason, change) => {
    const { draft, problems } = parse({ ...story, standard: { version: "3.1" }, ...change });

    expect(draft).toBeUndefined();
    expect(problems).toEqual([{ path, reason }]);
  });

  test("paths are in the names the sender used", () => {
    const flat = {
      uri: "u",
      $standard: { version: "1.6" },
      headline: 5,
      body_html: false,
      versioncreated: "?",
      embargoed: "?",
      subject: 1,
      associations: { "a/b": { headline: 5, uri: "x" }, c: 5 },
    };
    const structured = {
      uri: "u",
      standard: { version: "2.2" },
      headlines: [],
      versioncreated: "?",
      bodies: [{ contenttype: 5, value: "" }],
    };

    expect(
      parse(flat)
        .problems.map(({ path }) => path)
        .toSorted(),
    ).toEqual([
      "/associations/a~1b/headline",
      "/associations/c",
      "/body_html",
      "/embargoed",
      "/headline",
      "/subject",
      "/versioncreated",
    ]);
    expect(
      parse(structured)
        .problems.map(({ path }) => path)
        .toSorted(),
    ).toEqual(["/bodies/0/contenttype", "/versioncreated"]);
    expect(parse({ uri: "u", $standard: { version: "1.6" } }).problems).toEqual([
      { path: "/headline", reason: "is missing: an article needs a headline" },
    ]);
  });

  test("prototype names are told and do no harm", () => {
    const item: unknown = JSON.parse(
      '{"uri":"u","headline":"A","body_html":"<p>A</p>","__proto__":{"pubstatus":"canceled"},"constructor":{"prototype":{}},"associations":{"__proto__":{"uri":"x","headline":"B"}}}',
    );
    const { draft, notes } = parse(item);

    expect(draft).toMatchObject({ headline: "A", status: "PUBLISHED", related: [] });
    expect(notes).toContain("/__proto__ is not kept: no property may have that name.");
    expect(notes).toContain("/associations/__proto__ is not kept: no property may have that name.");
    expect(Object.hasOwn(Object.prototype, "pubstatus")).toBe(false);
  });

  test("endless nesting is a problem, in the item and in its body", () => {
    let nested: unknown = {};
    for (let depth = 0; depth < 100_000; depth++) nested = { associations: [nested] };
    const { problems } = parse({ ...story, nested });

    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toBe("must be nested at most 32 levels deep");
    expect(
      parse({ ...story, bodies: [{ contentType: "text/html", value: `${"<div>".repeat(100_000)}deep` }] }).problems,
    ).toEqual([]);
  });
});

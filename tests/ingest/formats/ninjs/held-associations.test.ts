import { describe, expect, test } from "vitest";
import { parseNinjsItem } from "../../../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { PARIS } from "../fixture.ts";

const TO_COME = "2024-12-01T06:00:00Z";
const OVER = "2024-11-01T06:00:00Z";
const parse = (item: object) => parseNinjsItem(item, PARIS);
const flat = { uri: "urn:story", headline: "Ferry", body_html: "<p>It sails.</p>", versioncreated: OVER };
const camelCase = {
  uri: "urn:story",
  headlines: [{ value: "Ferry" }],
  bodies: [{ contentType: "text/html", value: "<p>It sails.</p>" }],
  versionCreated: OVER,
};

describe("What goes with an item", () => {
  const related = (association: object) =>
    parse({ ...flat, associations: { "end-1": { uri: "urn:other", headline: "Other", ...association } } });
  const target = { uri: "urn:other", headline: "Other", language: "und" };

  test.each([
    [{}, {}],
    [{ pubstatus: "usable" }, { status: "PUBLISHED" }],
    [{ pubStatus: "Withheld" }, { status: "DRAFT" }],
    [{ pub_status: "stat:canceled" }, { status: "WITHDRAWN" }],
    [{ embargoed: TO_COME }, { embargoedUntil: new Date(TO_COME) }],
    [
      { embargoedUntil: OVER, pubstatus: "usable" },
      { status: "PUBLISHED", embargoedUntil: new Date(OVER) },
    ],
  ])("a story that says %j keeps its own word", (said, own) => {
    expect(related(said).draft?.related[0]?.target).toEqual({ ...target, ...own });
  });

  test("the same in ninjs 3", () => {
    const associations = [
      { name: "end-1", rel: "read-also", uri: "urn:other", headlines: [{ value: "Other" }], PubStatus: "withheld" },
    ];

    expect(parse({ ...camelCase, associations }).draft?.related[0]?.target).toEqual({ ...target, status: "DRAFT" });
  });

  test("a status that nobody knows is taken for withheld, with a note", () => {
    const { draft, notes } = related({ rel: "background", pubstatus: "gone" });

    expect(draft?.related[0]?.target.status).toBe("DRAFT");
    expect(notes).toContain('The association end-1 has the unknown pubStatus "gone": taken for withheld.');
  });

  test("an embargo that cannot be read is a problem, where the sender wrote it", () => {
    expect(related({ embargoed: "soon" }).problems).toEqual([
      { path: "/associations/end-1/embargoed", reason: 'must be an RFC 3339 date and time, got "soon"' },
    ]);
  });

  test.each([[{ pubstatus: "canceled" }], [{ pubstatus: "withheld" }], [{ embargoed: TO_COME }]])(
    "a picture that says %j is not shown",
    (said) => {
      const picture = {
        uri: "urn:picture",
        type: "picture",
        headline: "Ferry",
        renditions: { original: { href: "https://img.example/1.jpg" } },
      };
      const showing = (more: object) => parse({ ...flat, associations: { main: { ...picture, ...more } } });

      expect(showing({}).draft?.leadImage).toBe("https://img.example/1.jpg");
      expect(showing(said).draft).toMatchObject({ images: [] });
      expect(showing(said).notes).toContain("The picture main is held back by its source: not kept.");
    },
  );
});

describe("A storyline", () => {
  const storyline = {
    uri: "urn:line",
    type: "composite",
    profile: "storyline",
    headlines: [{ value: "Ferries" }],
    associations: [],
  };

  test.each([
    [{ pubStatus: "withheld" }, "/pubStatus", { hold: "WITHHELD" }],
    [{ pubStatus: "canceled" }, "/pubStatus", { hold: "CANCELED" }],
    [{ embargoedUntil: TO_COME }, "/embargoedUntil", { hold: "EMBARGOED", embargoedUntil: new Date(TO_COME) }],
  ])("that says %j is refused, as it would be seen; its hold is of an article of that uri", (said, path, hold) => {
    const parsed = parse({ ...storyline, ...said });

    expect(parsed.storyline).toBeUndefined();
    expect(parsed.hold).toEqual({ uri: "urn:line", isOfStoryline: true, ...hold });
    expect(parsed.problems).toEqual([
      { path, reason: "must not hold back a storyline: readers see it as soon as it is written" },
    ]);
  });

  test("that says usable, or an embargo that is over, is read", () => {
    expect(parse({ ...storyline, pubStatus: "usable", embargoedUntil: OVER }).storyline?.title).toBe("Ferries");
  });
});

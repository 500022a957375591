import { describe, expect, test } from "vitest";
import { parseNinjsItem } from "../../../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { PARIS } from "../fixture.ts";

const URI = "https://agency.example/items/1";
const TO_COME = "2024-12-01T06:00:00Z";
const OVER = "2024-11-01T06:00:00Z";
const parse = (item: object) => parseNinjsItem(item, PARIS);

/** The same story in each version of ninjs, as far as it tells the version. */
const flat = { uri: URI, type: "text", headline: "Ferry", body_html: "<p>It sails.</p>", versioncreated: OVER };
const lowerCase = {
  uri: URI,
  headlines: [{ value: "Ferry" }],
  bodies: [{ contenttype: "text/html", value: "<p>It sails.</p>" }],
  versioncreated: OVER,
};
const camelCase = {
  uri: URI,
  headlines: [{ value: "Ferry" }],
  bodies: [{ contentType: "text/html", value: "<p>It sails.</p>" }],
  versionCreated: OVER,
};
const VERSIONS = [
  ["1", flat],
  ["2", lowerCase],
  ["3", camelCase],
] as const;
const NAMES = ["pubstatus", "pubStatus", "PubStatus", "PUBSTATUS", "pub_status", "pub-status"];
const EMBARGO_NAMES = ["embargoed", "embargoedUntil", "embargoeduntil", "EmbargoedUntil", "embargoed_until"];
const SPELLINGS = [
  ["canceled", "WITHDRAWN"],
  ["Canceled", "WITHDRAWN"],
  ["CANCELLED", "WITHDRAWN"],
  [" cancelled \n", "WITHDRAWN"],
  ["stat:canceled", "WITHDRAWN"],
  ["http://cv.iptc.org/newscodes/pubstatusg2/canceled", "WITHDRAWN"],
  ["https://cv.iptc.org/newscodes/pubstatusg2/Canceled/", "WITHDRAWN"],
  ["withheld", "DRAFT"],
  ["Withheld ", "DRAFT"],
  ["stat:WITHHELD", "DRAFT"],
  ["http://cv.iptc.org/newscodes/pubstatusg2/withheld", "DRAFT"],
  ["Usable", "PUBLISHED"],
] as const;

describe.each(VERSIONS)("What a ninjs %s item says of being held back", (_version, story) => {
  test.each(NAMES)("is read under the name %s", (name) => {
    expect(parse({ ...story, [name]: "withheld" })).toMatchObject({ draft: { status: "DRAFT" }, problems: [] });
  });

  test.each(SPELLINGS)("is read in the spelling %j", (pubStatus, status) => {
    expect(parse({ ...story, pubStatus })).toMatchObject({ draft: { status }, problems: [] });
  });

  test.each(EMBARGO_NAMES)("is an embargo under the name %s", (name) => {
    expect(parse({ ...story, [name]: TO_COME }).draft?.embargoedUntil).toEqual(new Date(TO_COME));
  });

  test("is the severest of what it says in several places", () => {
    expect(parse({ ...story, pubstatus: "usable", pubStatus: "canceled", pub_status: "withheld" }).draft?.status).toBe(
      "WITHDRAWN",
    );
    expect(parse({ ...story, embargoed: OVER, embargoedUntil: TO_COME }).draft?.embargoedUntil).toEqual(
      new Date(TO_COME),
    );
  });

  test("is a problem under the sender's own name where it says nothing known", () => {
    expect(parse({ ...story, PubStatus: "stat:gone" }).problems).toEqual([
      { path: "/PubStatus", reason: 'must be usable, withheld or canceled, got "stat:gone"' },
    ]);
    expect(parse({ ...story, pubstatus: "usable", pub_status: "gone" }).problems).toMatchObject([
      { path: "/pub_status" },
    ]);
    expect(parse({ ...story, embargoed_until: "soon" }).problems).toEqual([
      { path: "/embargoed_until", reason: 'must be an RFC 3339 date and time, got "soon"' },
    ]);
  });
});

let nested: unknown = "deep";
for (let depth = 0; depth < 40; depth++) nested = { nested };
const FAULTS: readonly (readonly [fault: string, change: object, path: string])[] = [
  ["an urgency in letters", { urgency: "x" }, "/urgency"],
  ["a body that is none", { body_html: 7 }, "/body_html"],
  ["a bad date", { versioncreated: "yesterday or so" }, "/versioncreated"],
  ["a text that is too long", { byline: "b".repeat(1_001) }, "/byline"],
  ["another type", { type: "picture" }, "/type"],
  ["a language that is none", { language: "not a language" }, "/language"],
  ["people that are none", { person: "Ada" }, "/person"],
  ["an association without a uri", { associations: { "end-1": { headline: "Other" } } }, "/associations/end-1/uri"],
  ["nesting without end", { nested }, `/${Array.from({ length: 33 }, () => "nested").join("/")}`],
];

describe("A faulty item", () => {
  test.each(FAULTS)("with %s is refused, and its kill remains", (_fault, change, path) => {
    const { draft, hold, problems } = parse({ ...flat, version: "4", ...change, pubstatus: "Cancelled" });

    expect(draft).toBeUndefined();
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(hold).toEqual({
      uri: URI,
      hold: "CANCELED",
      version: 4,
      ...(path !== "/versioncreated" && { updatedAt: new Date(OVER) }),
    });
  });

  test.each([
    [
      { pubstatus: "canceled", embargoed: TO_COME },
      { hold: "CANCELED", embargoedUntil: new Date(TO_COME) },
    ],
    [
      { pubstatus: "withheld", embargoed: TO_COME },
      { hold: "WITHHELD", embargoedUntil: new Date(TO_COME) },
    ],
    [
      { pubstatus: "usable", embargoed: TO_COME },
      { hold: "EMBARGOED", embargoedUntil: new Date(TO_COME) },
    ],
    [{ embargoed: TO_COME }, { hold: "EMBARGOED", embargoedUntil: new Date(TO_COME) }],
    [{ embargoed: "2024-12-01T06:00:00+0000" }, { hold: "EMBARGOED", embargoedUntil: new Date(TO_COME) }],
    [{ pubstatus: ["usable", "stat:canceled"] }, { hold: "CANCELED" }],
    [
      { pubstatus: "gone", embargoed: TO_COME },
      { hold: "WITHHELD", embargoedUntil: new Date(TO_COME) },
    ],
    [{ pubstatus: "gone" }, { hold: "WITHHELD" }],
    [{ embargoed: "soon" }, { hold: "WITHHELD" }],
    [{ pubstatus: "withheld;canceled" }, { hold: "CANCELED" }],
    [{ pubstatus: { qcode: "stat:canceled" } }, { hold: "CANCELED" }],
    [{ pubstatus: "Cance\u200Bled." }, { hold: "CANCELED" }],
  ])("says %j: the severest of it is its hold", (said, hold) => {
    expect(parse({ ...flat, urgency: "x", ...said }).hold).toEqual({ uri: URI, updatedAt: new Date(OVER), ...hold });
  });

  test("leaves out of its hold what of version and time cannot be read", () => {
    expect(parse({ ...flat, version: "second", versioncreated: 5, urgency: "x", pubstatus: "withheld" }).hold).toEqual({
      uri: URI,
      hold: "WITHHELD",
    });
  });

  test.each([
    ["usable", { pubstatus: "usable" }],
    ["embargoed until a time that is over", { embargoed: OVER }],
    ["canceled under no uri", { pubstatus: "canceled", uri: " " }],
    ["canceled under a uri that is too long", { pubstatus: "canceled", uri: "u".repeat(2_049) }],
    ["canceled under a uri that is none", { pubstatus: "canceled", uri: { at: "x" } }],
  ])("holds nothing back that is %s", (_said, change) => {
    const { hold, problems } = parse({ ...flat, urgency: "x", ...change });

    expect(hold).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });
});

describe("A hold without form", () => {
  test.each(VERSIONS)("ninjs %s: a kill of a uri alone is a draft, withheld only its hold", (_version, { uri }) => {
    expect(parse({ uri, pubStatus: "canceled" })).toMatchObject({
      draft: { status: "WITHDRAWN", headline: uri, representation: "PARTIAL" },
      problems: [],
    });
    expect(parse({ uri, pubstatus: "withheld", version: "2" })).toEqual({
      hold: { uri, hold: "WITHHELD", version: 2 },
      notes: ["No headline given: of the item only that it is withheld is kept."],
      problems: [],
    });
  });

  test("with a headline or what stands in for one is a draft", () => {
    expect(parse({ uri: URI, pubstatus: "withheld", slugline: "ferry" })).toMatchObject({
      draft: { status: "DRAFT", headline: "ferry" },
    });
    expect(parse({ uri: URI, pubstatus: "withheld", headline: "Ferry" }).hold).toBeUndefined();
  });

  test("an embargo without a headline is an item without its headline, and holds the story back", () => {
    expect(parse({ uri: URI, embargoed: TO_COME })).toMatchObject({
      hold: { uri: URI, hold: "EMBARGOED", embargoedUntil: new Date(TO_COME) },
      problems: [{ path: "/headline", reason: "is missing: an article needs a headline" }],
    });
  });
});

test("A story without a date says that it is hidden", () => {
  const { versioncreated: _, ...undated } = flat;

  expect(parse(undated).notes).toContain("HIDDEN: no date is given; until the story has one, no reader sees it.");
  expect(parse({ ...undated, pubstatus: "withheld" }).notes.join("")).not.toContain("HIDDEN");
});

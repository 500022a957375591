import { fc } from "../support/seeded.ts";
import { describe, expect, test } from "vitest";
import { createContent } from "../../src/content/content.ts";
import { readSections } from "../../src/content/section/sections.ts";
import { exportNinjs } from "../../src/content/syndication/export-ninjs.ts";
import { ANONYMOUS } from "../../src/content/viewer.ts";
import { demoNewsroom } from "../../src/ingest/demo/demo-newsroom.ts";
import { parseNinjsItem } from "../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { WIDEST_LIMITS } from "../support/document-rules.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { ninjsItems } from "./generated-items.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
type Gateway = Awaited<ReturnType<typeof startTestGateway>>;

/** All that a client can ask about the articles, apart from the ids of rows and the time of our own write. */
const EVERYTHING = `{ articles(first: 100) { totalCount { value } nodes {
  uri slug headline kicker summary dateline byline language urgency representation status
  published { iso } updated { iso } embargoedUntil
  standfirst { html links { start end href } } rights { copyrightHolder copyrightNotice usageTerms }
  section { path name } contributors { role position contributor { name } }
  tags(first: 100) { relevance tag { name kind uri } }
  leadImage { url alt caption credit width height renditions { name href contentType width height } }
  localizations { uri }
  storylines { position keyMoment caption storyline { title slug status summary } }
  related(first: 100) { edges { kind placement position label node { uri } } }
  body { html markdown text wordCount outline { level text anchor } blocks { position text
    ... on RelatedStoryBlock { edge { kind node { uri } } } ... on ParagraphBlock { role } } } } } }`;

async function load(gateway: Gateway, items: readonly object[]) {
  const parsed = items.map((item) => parseNinjsItem(item, { timeZone: "Europe/Paris", now: NOW }));
  const { database } = gateway;
  const report = await ingest({ database, sources: [{ name: "items", items: parsed }], timeZone: "UTC", now: NOW });
  expect(report.problems).toEqual([]);
  return report;
}

async function exported(gateway: Gateway): Promise<object[]> {
  const sections = await readSections(gateway.database.reader());
  const open = () =>
    createContent({
      reader: gateway.database.reader(),
      sectionCache: { get: () => sections, close: async () => {} },
      newsroom: { name: "The News", timeZone: "Europe/Paris", publicUrl: "https://news.example" },
      now: NOW,
      viewer: ANONYMOUS,
      view: "DESK",
    });
  // As a file has them.
  const items: object[] = [];
  for await (const item of exportNinjs(open)) items.push(JSON.parse(JSON.stringify(item)) as object);
  return items;
}

/** Loads items into an empty newsroom, and what that exports into another: both must be the same. */
async function goRound(items: readonly object[]) {
  await using first = await startTestGateway({ now: NOW, limits: WIDEST_LIMITS });
  await using second = await startTestGateway({ now: NOW, limits: WIDEST_LIMITS });
  await load(first, items);
  const written = await exported(first);
  const report = await load(second, written);
  const read = async (gateway: Gateway) => {
    const { data, errors } = await gateway.query<{ articles: { nodes: object[] } }>(EVERYTHING, {}, { view: "DESK" });
    expect(errors).toBeUndefined();
    return data.articles.nodes;
  };
  const before = await read(first);
  expect(before.length).toBeGreaterThan(0);

  expect(await read(second)).toEqual(before);
  expect(byUri(await exported(second))).toEqual(byUri(written));
  return { before, written, report };
}

const byUri = (items: object[]) =>
  items.toSorted((one, other) => String(Object(one)["uri"]).localeCompare(String(Object(other)["uri"])));

describe("What is exported as ninjs and read back", () => {
  test("is the demo newsroom", { timeout: 120_000 }, async () => {
    const { written, report } = await goRound(demoNewsroom(NOW));

    expect(written.filter((item) => Object(item)["profile"] === "storyline")).toHaveLength(3);
    expect(report).toMatchObject({ created: written.length, rejected: 0 });
  });

  test("is any newsroom", { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(ninjsItems, async (items) => {
        await goRound(items);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });
});

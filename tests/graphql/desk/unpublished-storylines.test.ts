import { afterAll, beforeAll, expect, test } from "vitest";
import { item, type SourcedDesk, startSourcedDesk } from "./sourced-desk.ts";

let desk: SourcedDesk;
beforeAll(async () => void (desk = await startSourcedDesk()));
afterAll(() => desk[Symbol.asyncDispose]());

const storyline = (uri: string, title: string, ...stories: string[]) => ({
  uri,
  type: "composite",
  profile: "storyline",
  headlines: [{ value: title }],
  associations: stories.map((story, index) => ({ name: `entry-${index + 1}`, rel: "entry", uri: story })),
});
const seen = () =>
  desk.reader(`{ storylines { nodes { title entries { nodes { article { uri } } } } }
    article(uri: "urn:one") { storylines { storyline { title } } } }`);
const told = (title: string, ...uris: string[]) => ({
  storylines: { nodes: [{ title, entries: { nodes: uris.map((uri) => ({ article: { uri } })) } }] },
  article: { storylines: [{ storyline: { title } }] },
});
const NOTHING = { storylines: { nodes: [] }, article: { storylines: [] } };

test("without publishing no storyline appears, and none changes; the report says so", async () => {
  await desk.publishing(item("urn:one"), item("urn:two"));

  expect(await desk.waiting(storyline("urn:line", "UNREVIEWED", "urn:one"))).toEqual([
    { outcome: "UNCHANGED", problems: [] },
  ]);
  expect(await seen()).toEqual(NOTHING);

  await desk.publishing(storyline("urn:line", "The line", "urn:one", "urn:two"));
  expect(await seen()).toEqual(told("The line", "urn:one", "urn:two"));
  const document = JSON.stringify(storyline("urn:line", "UNREVIEWED", "urn:two"));
  expect(
    await desk.desk(
      `mutation ($document: String!) { ingest(format: NINJS, document: $document) { items { outcome notes } } }`,
      { document },
    ),
  ).toEqual({
    ingest: {
      items: [
        {
          outcome: "UNCHANGED",
          notes: ["Storylines are written with leave to publish only: readers see them at once."],
        },
      ],
    },
  });
  expect(await seen()).toEqual(told("The line", "urn:one", "urn:two"));
});

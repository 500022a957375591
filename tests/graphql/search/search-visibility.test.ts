import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGateway } from "../../support/test-gateway.ts";
import { type Found, story } from "./search-newsroom.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const LATER = new Date("2026-11-22T18:00:00Z");

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway({ now: NOW });
  await gateway.save(story("beside", { ...FILED, headline: "Otter beside" }));
});
afterAll(() => gateway[Symbol.asyncDispose]());

const FILED = {
  section: [{ slug: "world", name: "World" }],
  tags: [{ kind: "TOPIC" as const, name: "Rivers", relevance: 1 }],
  contributors: [{ name: "Ada", role: "AUTHOR" as const }],
};
const otter = (changes: Parameters<typeof story>[1] = {}) =>
  story("otter", { ...FILED, headline: "Otter", ...changes });

/** All that a search tells of the stories it finds: URIs, count, and the count of each bucket. */
async function told() {
  const { data, errors } = await gateway.query<Found>(`{ search(query: "otter") {
    nodes { uri } totalCount { value } facets(fields: [SECTION, TAG, CONTRIBUTOR, LANGUAGE, YEAR]) { field buckets { count } } } }`);
  expect(errors).toBeUndefined();
  const { nodes, totalCount, facets } = data.search;
  const uris = nodes.map(({ uri }) => uri).toSorted();
  return { uris, counts: [totalCount.value, ...facets.map(({ buckets }) => buckets[0]?.count)] };
}

const WITHOUT = { uris: ["urn:beside"], counts: [1, 1, 1, 1, 1, 1] };
const WITH = { uris: ["urn:beside", "urn:otter"], counts: [2, 2, 2, 2, 2, 2] };

describe("A story that readers may not see is in no result, count or facet", () => {
  test.each([
    ["a draft", { status: "DRAFT" as const }],
    ["one to be published later", { publishedAt: LATER }],
    ["one under embargo", { embargoedUntil: LATER }],
  ])("%s, until it is to be seen", async (_name, changes) => {
    gateway.clock.now = NOW;
    await gateway.save(otter(changes));
    expect(await told()).toEqual(WITHOUT);

    if ("status" in changes) await gateway.save(otter());
    else gateway.clock.now = LATER;
    expect(await told()).toEqual(WITH);
  });

  test("one that is withdrawn vanishes at once", async () => {
    gateway.clock.now = NOW;
    await gateway.save(otter());
    expect(await told()).toEqual(WITH);

    await gateway.database.execute("update articles set status = 'WITHDRAWN' where uri = 'urn:otter'");
    expect(await told()).toEqual(WITHOUT);
  });
});

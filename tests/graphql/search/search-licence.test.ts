import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../../src/content/viewer.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { type Found, story } from "./search-newsroom.ts";

/*
 * Whoever may not read a body must not learn from searching what it says: it is neither matched, nor ranked by, nor
 * highlighted, nor does it keep a story from being found.
 */

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
let partner: Viewer;
beforeAll(async () => {
  gateway = await startTestGateway({ anonymousLicence: [] });
  const texts = {
    headline: "Otter at large",
    standfirst: { text: "A heron saw it" },
    body: "The secret badger was an otter.",
  };
  await gateway.save(
    story("licensed", { ...texts, section: [{ slug: "sport", name: "Sport" }] }),
    story("unlicensed", {
      ...texts,
      section: [{ slug: "world", name: "World" }],
      publishedAt: new Date("2026-11-20T07:00:00Z"),
    }),
    story("nowhere", { ...texts, publishedAt: new Date("2026-11-20T06:00:00Z") }),
  );
  const { data } = await gateway.query<{ section: { id: string } }>(`{ section(slug: "sport") { id } }`);
  const sport = Number(data.section.id.split(":")[1]);
  partner = { kind: "API_KEY", keyId: 1, name: "Partner", scopes: ["content:read"], licensedSections: [sport] };
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function ask(query: string, viewer?: Viewer) {
  const { data, errors } = await gateway.query<Found>(
    `query ($query: String!) { search(query: $query) {
      edges { score node { uri } highlights { field html } } totalCount { value } facets(fields: [YEAR]) { buckets { count } } } }`,
    { query },
    viewer && { viewer },
  );
  expect(errors).toBeUndefined();
  const { edges, totalCount, facets } = data.search;
  return {
    edges,
    uris: edges.map(({ node }) => node.uri),
    counts: [totalCount.value, facets[0]?.buckets[0]?.count ?? 0],
  };
}

describe("Without a licence for a body", () => {
  test.each([
    ["badger", ["urn:licensed"]],
    ["otter", ["urn:licensed", "urn:unlicensed", "urn:nowhere"]],
    ["heron", ["urn:licensed", "urn:unlicensed", "urn:nowhere"]],
    ["otter -badger", ["urn:unlicensed", "urn:nowhere"]],
    ["heron or badger", ["urn:licensed", "urn:unlicensed", "urn:nowhere"]],
    ['"secret badger" or heron', ["urn:licensed", "urn:unlicensed", "urn:nowhere"]],
    ["otter secret", ["urn:licensed"]],
  ])("%s finds %j, and counts no more", async (query, uris) => {
    const found = await ask(query, partner);

    expect(found.uris).toEqual(uris);
    expect(found.counts).toEqual([uris.length, uris.length]);
  });

  test("anyone finds by no word of any body, a key for all bodies by all words", async () => {
    const subscriber = { ...partner, licensedSections: null };

    expect((await ask("badger")).uris).toEqual([]);
    expect((await ask("otter -badger")).uris).toEqual(["urn:licensed", "urn:unlicensed", "urn:nowhere"]);
    expect((await ask("badger", subscriber)).uris).toEqual(["urn:licensed", "urn:unlicensed", "urn:nowhere"]);
    expect((await ask("otter -badger", subscriber)).uris).toEqual([]);
  });

  test("only the headline is highlighted, and ranks as if there were no body", async () => {
    const { edges } = await ask("otter", partner);
    await gateway.save(
      story("bodiless", { headline: "Otter at large", standfirst: { text: "A heron saw it" }, body: "" }),
    );
    const bodiless = (await ask("otter", partner)).edges.find(({ node }) => node.uri === "urn:bodiless");
    const headline = { field: "headline", html: "<mark>Otter</mark> at large" };

    expect(edges.map(({ highlights }) => highlights)).toEqual([
      [headline, { field: "body", html: "The secret badger was an <mark>otter</mark>." }],
      [headline],
      [headline],
    ]);
    expect(edges.map(({ score }) => score === bodiless?.score)).toEqual([true, true, true]);
  });
});

describe("In the view of the desk", () => {
  test("drafts are found, before all others where the newest come first, page by page", async () => {
    const { publishedAt: _, ...draft } = story("draft", { headline: "Wombat draft", status: "DRAFT" });
    await gateway.save(draft, story("live", { headline: "Wombat live" }));
    const uris: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Found } = await gateway.query<Found>(
        `query ($after: String) { search(query: "wombat", orderBy: NEWEST, first: 1, after: $after) {
          nodes { uri } pageInfo { hasNextPage endCursor } } }`,
        { after },
        { view: "DESK" },
      );
      uris.push(...data.search.nodes.map(({ uri }) => uri));
      after = data.search.pageInfo.hasNextPage ? data.search.pageInfo.endCursor : null;
    } while (after !== null);

    expect(uris).toEqual(["urn:draft", "urn:live"]);
    expect((await ask("wombat")).uris).toEqual(["urn:live"]);
  });
});

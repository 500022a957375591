import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Cancellation } from "../../../src/cancellation.ts";
import { ANONYMOUS } from "../../../src/content/viewer.ts";
import {
  APPEARING,
  DESK,
  type Edge,
  EDGES,
  inside,
  LATER,
  type Listed,
  numbered,
  ORDER,
  PLACEMENTS,
  places,
  SEEN,
  startEditorsOrder,
} from "./editors-order.ts";

/*
 * An editor's order is told by the places of what a reader sees: 1, 2, 3, whatever is hidden between, on every page.
 */

type Started = Awaited<ReturnType<typeof startEditorsOrder>>;
let gateway: Started["gateway"];
let ask: Started["ask"];
let walk: Started["walk"];
let started: Started;
beforeAll(async () => {
  started = await startEditorsOrder();
  ({ gateway, ask, walk } = started);
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(() => started.toPresent());

describe("RelatedStoryEdge.position", () => {
  test.each([1, 2, 3, 100])("counts what readers see of each placement, on pages of %i", async (first) => {
    const edges = await walk("related", `first: ${first}`);

    expect(edges.map(({ placement }) => placement)).toEqual(
      PLACEMENTS.flatMap((placement) => SEEN.map(() => placement)),
    );
    expect(places(edges)).toEqual(PLACEMENTS.flatMap(() => numbered(SEEN)));
    expect(edges.map(({ cursor }) => inside(cursor)[1])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("is the same with suggestions behind", async () => {
    const edges = await walk("related", "fill: true, first: 2");

    expect(places(edges)).toEqual(PLACEMENTS.flatMap(() => numbered(SEEN)));
    expect(edges.map(({ cursor }) => inside(cursor)[1])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("is the place within the placement, whatever else the caller filters away", async () => {
    const filtered = "placements: [END, INLINE], kinds: [ANALYSIS]";
    const edges = await walk("related", `${filtered}, first: 2`, DESK);

    expect(places(edges).slice(0, 4)).toEqual(["draft-a 1", "scheduled-a 2", "embargoed-a 3", "draft-b 5"]);
    expect(places(await walk("related", `${filtered}, first: 100`, DESK))).toEqual(places(edges));
    expect(places(await walk("related", `${filtered}, origins: [IMPORT], first: 100`, DESK))).toEqual(places(edges));
    expect(edges.map(({ cursor }) => inside(cursor)[1])).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(await walk("related", "kinds: [ANALYSIS], first: 2")).toEqual([]);
  });

  test("grows with what appears; the desk counts all", async () => {
    expect(places(await walk("related", "placements: [SIDEBAR], first: 2", DESK))).toEqual(numbered(ORDER));
    gateway.clock.now = LATER;
    expect(places(await walk("related", "placements: [SIDEBAR], first: 2"))).toEqual(numbered(APPEARING));
  });

  test("from its other end is its place there", async () => {
    const { article } = await ask<{ article: { related: Listed } }>(
      `{ article(uri: "urn:b") { related(direction: INCOMING) { ${EDGES} } } }`,
    );

    expect(article.related.edges.map(({ node, placement, position }) => [node.uri, placement, position])).toEqual([
      ["urn:other", "END", 2],
      ["urn:host", "END", 2],
      ["urn:host", "SIDEBAR", 2],
      ["urn:host", "INLINE", 2],
    ]);
  });

  test("in a body is that of the list", async () => {
    const { article } = await ask<{
      article: { body: { blocks: { position: number; edge: Edge }[] }; related: Listed };
    }>(`{ article(slug: "host") { related(placements: [INLINE]) { ${EDGES} }
      body { blocks { position ... on RelatedStoryBlock { edge { cursor position placement node { uri } } } } } } }`);

    expect(article.body.blocks.map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(article.body.blocks.map(({ edge }) => edge)).toEqual(article.related.edges);
    expect(places(article.related.edges)).toEqual(numbered(SEEN));
  });

  test("in feeds has no gaps either", async () => {
    const { found } = await gateway.documents.find("/feeds/latest.json", {
      viewer: ANONYMOUS,
      view: "PUBLIC",
      cancellation: new Cancellation(),
    });
    const feed = JSON.stringify(found);

    expect(
      [...feed.matchAll(/position\\?":(\d+)/g)].map(([, position]) => Number(position)).toSorted((a, b) => a - b),
    ).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3]);
  });
});

describe("StorylineEntry.position", () => {
  test.each([1, 2, 3, 100])("counts what readers see, on pages of %i", async (first) => {
    const edges = await walk("entries", `first: ${first}`);

    expect(places(edges)).toEqual(numbered(SEEN));
    expect(edges.map(({ cursor }) => inside(cursor)[1])).toEqual([1, 2, 3]);
  });

  test("is the editor's in the order of events, too", async () => {
    await gateway.database.execute(`update storyline_entries as e set published_at = date '2026-11-20' - e.position
      from articles as a where a.id = e.article_id and a.uri in ('urn:a', 'urn:b', 'urn:c')`);

    expect(places(await walk("entries", "orderBy: CHRONOLOGICAL, first: 2"))).toEqual(["c 3", "b 2", "a 1"]);
  });

  test("grows with what appears; the desk counts all", async () => {
    expect(places(await walk("entries", "first: 2", DESK))).toEqual(numbered(ORDER));
    gateway.clock.now = LATER;
    expect(places(await walk("entries", "first: 2"))).toEqual(numbered(APPEARING));
  });

  test("is the same on the article's own page", async () => {
    const positionOf = async (uri: string, seen = {}) =>
      (
        await ask<{ article: { storylines: { position: number }[] } }>(
          `{ article(uri: "${uri}") { storylines { position } } }`,
          seen,
        )
      ).article.storylines;

    expect(await positionOf("urn:c")).toEqual([{ position: 3 }]);
    expect(await positionOf("urn:c", DESK)).toEqual([{ position: 12 }]);
  });
});

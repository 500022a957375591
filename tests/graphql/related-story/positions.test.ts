import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import type { StoredBlock } from "../../../src/content/body/stored-body.ts";
import { encodeCursor } from "../../../src/content/paging/cursor.ts";
import { Cancellation } from "../../../src/cancellation.ts";
import { ANONYMOUS, type Viewer } from "../../../src/content/viewer.ts";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

/*
 * An editor's order is told by the places of what a reader sees: 1, 2, 3, whatever is hidden between, on every page, and
 * no cursor tells otherwise.
 */

const NOW = new Date("2026-11-22T10:00:00Z");
const LATER = new Date("2026-11-22T18:00:00Z");
const HIDDEN: Record<string, Partial<ArticleDraft>> = {
  draft: { status: "DRAFT" },
  scheduled: { publishedAt: LATER },
  embargoed: { embargoedUntil: LATER },
};
const KINDS = Object.keys(HIDDEN);
/** In the editor's order: before, between and behind the three that are seen, all that is hidden. */
const ORDER = ["a", "b", "c"].flatMap((seen) => [...KINDS.map((kind) => `${kind}-${seen}`), seen]).concat("draft-d");
const SEEN = ["a", "b", "c"];
const APPEARING = ORDER.filter((name) => !name.startsWith("draft-"));
const PLACEMENTS = ["INLINE", "SIDEBAR", "END"] as const;
const inline = (anchor: string): StoredBlock => ({ type: "RELATED_STORY", anchor });

const holder: Viewer = {
  kind: "API_KEY",
  keyId: 1,
  name: "Desk",
  scopes: ["content:read", "content:desk"],
  licensedSections: null,
};
const DESK = { viewer: holder, view: "DESK" } as const;
const uriOf = (name: string) => `urn:${name}`;

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway({ now: NOW });
  await gateway.save(
    ...ORDER.map((name) =>
      draftOf(uriOf(name), { publishedAt: new Date("2026-11-20T08:00:00Z"), ...HIDDEN[name.split("-")[0] ?? ""] }),
    ),
    draftOf("urn:host", {
      slug: "host",
      body: ORDER.map(inline),
      related: PLACEMENTS.flatMap((placement) =>
        ORDER.map((name) =>
          edgeTo(uriOf(name), {
            placement,
            kind: SEEN.includes(name) ? "BACKGROUND" : "ANALYSIS",
            ...(placement === "INLINE" && { anchor: name }),
          }),
        ),
      ),
    }),
    draftOf("urn:other", { related: [edgeTo("urn:draft-a"), edgeTo("urn:c"), edgeTo("urn:b")] }),
  );
  await saveStorylines(gateway.database.em(), [
    {
      uri: "urn:line",
      slug: "line",
      title: "A line",
      status: "ACTIVE",
      entries: ORDER.map((name) => ({ article: uriOf(name), keyMoment: false })),
    },
  ]);
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(() => void (gateway.clock.now = NOW));

interface Edge {
  cursor: string;
  position: number;
  placement: string;
  node: { uri: string };
}
interface Listed {
  edges: Edge[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function ask<Data>(operation: string, seen = {}): Promise<Data> {
  const { data, errors, statementCount } = await gateway.query<Data>(operation, undefined, seen);
  expect(errors).toBeUndefined();
  // A later page is read by itself.
  expect(statementCount).toBe(/after: "/.test(operation) ? 2 : 1);
  return data;
}

const EDGES = "edges { cursor position placement node { uri } } pageInfo { hasNextPage endCursor }";
const ENTRIES = "edges { cursor node { position article { uri } } } pageInfo { hasNextPage endCursor }";
/** A page of each list of one shape. */
const LISTS = {
  related: async (args: string, seen = {}): Promise<Listed> =>
    (await ask<{ article: { related: Listed } }>(`{ article(slug: "host") { related(${args}) { ${EDGES} } } }`, seen))
      .article.related,
  entries: async (args: string, seen = {}): Promise<Listed> => {
    const { storyline } = await ask<{
      storyline: {
        entries: {
          edges: { cursor: string; node: Omit<Edge, "node"> & { article: { uri: string } } }[];
          pageInfo: Listed["pageInfo"];
        };
      };
    }>(`{ storyline(slug: "line") { entries(${args}) { ${ENTRIES} } } }`, seen);
    const { edges, pageInfo } = storyline.entries;
    return {
      pageInfo,
      edges: edges.map(({ cursor, node: { article, ...entry } }) => ({ ...entry, cursor, node: article })),
    };
  },
};

/** All pages of a list, and what its cursors hold. */
async function walk(list: keyof typeof LISTS, asked: string, seen = {}) {
  const edges: Edge[] = [];
  for (let after: string | null = null, isMore = true; isMore;) {
    const page: Listed = await LISTS[list](`${asked}, after: ${JSON.stringify(after)}`, seen);
    edges.push(...page.edges);
    ({ endCursor: after, hasNextPage: isMore } = page.pageInfo);
  }
  return edges;
}
const places = (edges: Edge[]) => edges.map(({ node, position }) => `${node.uri.replace("urn:", "")} ${position}`);
/** Anyone can read what is in a cursor. */
const inside = (cursor: string) => JSON.parse(Buffer.from(cursor, "base64url").toString()) as [string, number, number];
const numbered = (names: string[]) => names.map((name, index) => `${name} ${index + 1}`);

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
    const edges = await walk("related", "placements: [END, INLINE], kinds: [ANALYSIS], first: 2", DESK);

    expect(places(edges).slice(0, 4)).toEqual(["draft-a 1", "scheduled-a 2", "embargoed-a 3", "draft-b 5"]);
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

describe.each(["related", "entries"] as const)("A cursor of an editor's order: %s", (list) => {
  const args = list === "related" ? "placements: [END]," : "";
  const after = async (cursor: string, count = 100) =>
    places((await LISTS[list](`${args} first: ${count}, after: ${JSON.stringify(cursor)}`)).edges);
  /** What is listed, as cursors are bound to it. */
  const forged = async (place: number, id: number) => {
    const [host] = (await gateway.database.execute("select id::int from articles where uri = 'urn:host'")) as {
      id: number;
    }[];
    const bound =
      list === "related"
        ? JSON.stringify(["related", host?.id, "OUTGOING", undefined, ["END"], undefined, undefined])
        : JSON.stringify(["entries", 1, "EDITORIAL"]);
    return encodeCursor(bound, [place, id]);
  };
  const idOf = async (name: string) => {
    const [row] = await gateway.database.execute(
      list === "related"
        ? `select r.id::int from related_stories as r join articles as a on a.id = r.target_id where a.uri = 'urn:${name}' and r.placement = 'END' and r.article_id = (select id from articles where uri = 'urn:host')`
        : `select id::int from articles where uri = 'urn:${name}'`,
    );
    return (row as { id: number }).id;
  };

  test("goes on behind its story wherever that stands by now", async () => {
    const [first] = (await LISTS[list](`${args} first: 1`)).edges;
    gateway.clock.now = LATER;

    expect(await after(first?.cursor ?? "", 2)).toEqual(["scheduled-b 4", "embargoed-b 5"]);
  });

  test("goes on from its place where its story is gone, and tells nobody which hidden ones there are", async () => {
    const expected = { 1: numbered(SEEN), 2: ["b 2", "c 3"], 3: ["c 3"], 4: [] };
    for (const [place, rest] of Object.entries(expected))
      for (const id of [await idOf("draft-a"), await idOf("draft-b"), await idOf("scheduled-c"), 999_999])
        expect(await after(await forged(Number(place), id))).toEqual(rest);
    expect(await after(await forged(0, 999_999))).toEqual(numbered(SEEN));
    expect(await after(await forged(2 ** 24 - 1, await idOf("b")))).toEqual(["c 3"]);
  });

  test("meets those that stay once, while one is withdrawn", async () => {
    const [, second] = (await LISTS[list](`${args} first: 2`)).edges;
    await gateway.database.execute("update articles set status = 'DRAFT' where uri = 'urn:b'");
    const rest = await after(second?.cursor ?? "");
    await gateway.database.execute("update articles set status = 'PUBLISHED' where uri = 'urn:b'");

    expect(rest).toEqual(["c 2"]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StoredBlock } from "../../../src/content/body/stored-body.ts";
import { draftOf, edgeTo, partialOf } from "../../support/draft.ts";
import { WIDEST_LIMITS } from "../../support/document-rules.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

const text = (words: string): StoredBlock => ({ type: "PARAGRAPH", role: "BODY", content: { text: words } });
const inline = (anchor: string): StoredBlock => ({ type: "RELATED_STORY", anchor });
const target = (uri: string, anchor: string) => edgeTo(uri, { placement: "INLINE", anchor });

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway({ limits: WIDEST_LIMITS });
  await gateway.save(
    draftOf("urn:a", {
      slug: "a",
      body: [text("One."), inline("x"), inline("y")],
      related: [
        edgeTo("urn:c"),
        target("urn:b", "x"),
        edgeTo("urn:c", { placement: "INLINE", anchor: "y", label: "See" }),
      ],
    }),
    draftOf("urn:b", { slug: "b", body: [inline("x"), text("Two.")], related: [target("urn:c", "x")] }),
    draftOf("urn:c", { slug: "c", body: [text("Three."), inline("z")], related: [target("urn:a", "z")] }),
    partialOf("urn:d", { slug: "d" }),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function ask<Data>(operation: string): Promise<Data> {
  const { data, errors } = await gateway.query<Data>(operation);
  expect(errors).toBeUndefined();
  return data;
}

const EDGE = `id cursor kind origin placement position label score
  node { id uri slug headline language published { iso label } related { totalCount nodes { uri } } }`;
const BOTH = `related(placements: [INLINE]) { edges { ${EDGE} } }
  body { blocks(types: [RELATED_STORY]) { ... on RelatedStoryBlock { edge { ${EDGE} } } } }`;

interface Both {
  related: { edges: object[] };
  body: { blocks: { edge: object }[] } | null;
}

describe("An inline story", () => {
  test("is the same edge in the body as in related(placements: INLINE), every field of it", async () => {
    const { article } = await ask<{ article: Both }>(`{ article(slug: "a") { ${BOTH} } }`);

    expect(article.related.edges).toHaveLength(2);
    expect(article.body?.blocks.map(({ edge }) => edge)).toEqual(article.related.edges);
  });

  test("is so in many bodies at once, too", async () => {
    const { a, c } = await ask<Record<"a" | "c", Both>>(
      `{ a: article(slug: "a") { ${BOTH} } c: article(slug: "c") { ${BOTH} } }`,
    );
    const { nodes } = await ask<{ nodes: Both[] }>(
      `{ nodes(ids: ["Article:1", "Article:2", "Article:3", "Article:4"]) { ... on Article { ${BOTH} } } }`,
    );

    expect(nodes.map(({ related }) => related.edges.length)).toEqual([2, 1, 1, 0]);
    expect(nodes.map(({ body }) => body?.blocks.map(({ edge }) => edge) ?? [])).toEqual(
      nodes.map(({ related }) => related.edges),
    );
    expect([nodes[0], nodes[2]]).toEqual([a, c]);
  });

  test("leads to a story whose body has inline stories of its own, and so on", async () => {
    const level = (below: string) =>
      `body { blocks { text ... on RelatedStoryBlock { edge { position node { uri ${below} } } } } }`;
    const nested = level(level(level("")));
    const { article } = await ask<{ article: object }>(`{ article(slug: "a") { ${nested} } }`);
    const { nodes } = await ask<{ nodes: object[] }>(
      `{ nodes(ids: ["Article:1", "Article:4", "Article:2"]) { ... on Article { ${nested} } } }`,
    );
    const edge = (position: number, uri: string, blocks: object[]) => ({ position, node: { uri, body: { blocks } } });
    const toB = { text: "Read also: urn:b", edge: { position: 1, node: { uri: "urn:b" } } };
    const toC = { text: "See: urn:c", edge: { position: 2, node: { uri: "urn:c" } } };
    const ofA = [{ text: "One." }, toB, toC];
    const ofC = [{ text: "Three." }, { text: "Read also: urn:a", edge: edge(1, "urn:a", ofA) }];
    const cOfB = {
      position: 1,
      node: {
        uri: "urn:c",
        body: {
          blocks: [{ text: "Three." }, { text: "Read also: urn:a", edge: { position: 1, node: { uri: "urn:a" } } }],
        },
      },
    };

    expect(article).toEqual({
      body: {
        blocks: [
          { text: "One." },
          {
            text: "Read also: urn:b",
            edge: edge(1, "urn:b", [{ text: "Read also: urn:c", edge: cOfB }, { text: "Two." }]),
          },
          { text: "See: urn:c", edge: edge(2, "urn:c", ofC) },
        ],
      },
    });
    expect(nodes.slice(0, 2)).toEqual([article, { body: null }]);
    expect(nodes[2]).toEqual({
      body: { blocks: [{ text: "Read also: urn:c", edge: edge(1, "urn:c", ofC) }, { text: "Two." }] },
    });
  });

  test("pages on from its cursor in the body", async () => {
    const { article } = await ask<{ article: { body: { blocks: { edge: { cursor: string } }[] } } }>(
      `{ article(slug: "a") { body { blocks(types: [RELATED_STORY], first: 1) { ... on RelatedStoryBlock { edge { cursor } } } } } }`,
    );
    const after = article.body.blocks[0]?.edge.cursor;
    const { data } = await gateway.query(
      `query ($after: String) { article(slug: "a") { related(placements: [INLINE], after: $after) { nodes { uri } } } }`,
      { after },
    );

    expect(data).toEqual({ article: { related: { nodes: [{ uri: "urn:c" }] } } });
  });

  test("whose place is named like a block's number, or stands twice, leaves every block its own id", async () => {
    await gateway.save(
      draftOf("urn:odd", {
        slug: "odd",
        body: [text("One."), inline("1"), inline("1"), text("Two."), inline("2#1")],
        related: [target("urn:b", "1"), target("urn:c", "2#1")],
      }),
    );
    const { article } = await ask<{ article: { body: { blocks: { id: string; position: number }[] } } }>(
      `{ article(slug: "odd") { body { blocks { id position } } } }`,
    );
    const { blocks } = article.body;

    expect(blocks.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    expect(blocks.map(({ id }) => id.replace(/^Block:\d+:/, ""))).toEqual(["1", "#1", "2#1", "2", "#2#1"]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
const HUB_SIZE = 300;

beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(
    draftOf("a", {
      related: [edgeTo("c", { kind: "BACKGROUND" }), edgeTo("b", { placement: "INLINE" }), edgeTo("gone")],
    }),
    draftOf("b", { related: [edgeTo("a"), edgeTo("d"), edgeTo("c")] }),
    draftOf("c", { related: [edgeTo("d", { placement: "SIDEBAR" }), edgeTo("d", { kind: "ANALYSIS" })] }),
    draftOf("d", { related: [edgeTo("e")] }),
    draftOf("e", { related: [edgeTo("f"), edgeTo("a")] }),
    draftOf("f"),
    draftOf("gone", { status: "WITHDRAWN", related: [edgeTo("behind")] }),
    draftOf("behind"),
    draftOf("hub", { related: Array.from({ length: HUB_SIZE }, (_, index) => edgeTo(`spoke-${index}`)) }),
    ...Array.from({ length: HUB_SIZE }, (_, index) =>
      draftOf(`spoke-${index}`, { related: [edgeTo("hub"), edgeTo(`spoke-${(index + 1) % HUB_SIZE}`)] }),
    ),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

interface Graph {
  nodes: { uri: string; id: string }[];
  edges: { from: string; to: string; depth: number; kind: string }[];
  truncated: boolean;
}

async function graphOf(uri: string, args: string) {
  const { data, errors, statementCount } = await gateway.query<{ article: { id: string; neighbourhood: Graph } }>(
    `{ article(uri: "${uri}") { id neighbourhood${args} { nodes { id uri } edges { from to depth kind } truncated } } }`,
  );
  expect(errors).toBeUndefined();
  expect(statementCount).toBe(1);
  const { nodes, edges, truncated } = data.article.neighbourhood;
  const names = new Map([[data.article.id, uri], ...nodes.map(({ id, uri: name }) => [id, name] as const)]);
  return {
    nodes: nodes.map((node) => node.uri),
    edges: edges.map(({ from, to, depth, kind }) => `${depth} ${names.get(from)}>${names.get(to)} ${kind}`),
    truncated,
  };
}

describe("Article.neighbourhood", () => {
  test("one hop is what related has, in its order", async () => {
    expect(await graphOf("a", "(depth: 1)")).toEqual({
      nodes: ["b", "c"],
      edges: ["1 a>b READ_ALSO", "1 a>c BACKGROUND"],
      truncated: false,
    });
  });

  test("three hops have each story once, where it is met first, and every edge that was followed", async () => {
    const { nodes, edges, truncated } = await graphOf("a", "(depth: 3)");

    expect(nodes).toEqual(["b", "c", "d", "e"]);
    expect(edges.toSorted()).toEqual([
      "1 a>b READ_ALSO",
      "1 a>c BACKGROUND",
      "2 b>a READ_ALSO",
      "2 b>c READ_ALSO",
      "2 b>d READ_ALSO",
      "2 c>d ANALYSIS",
      "2 c>d READ_ALSO",
      "3 d>e READ_ALSO",
    ]);
    expect(truncated).toBe(false);
  });

  test("follows edges of the kinds asked only", async () => {
    expect(await graphOf("a", "(depth: 3, kinds: [BACKGROUND, ANALYSIS])")).toEqual({
      nodes: ["c", "d"],
      edges: ["1 a>c BACKGROUND", "2 c>d ANALYSIS"],
      truncated: false,
    });
  });

  test("is cut at the limit, nearest first, and says so", async () => {
    expect(await graphOf("a", "(depth: 3, limit: 3)")).toMatchObject({ nodes: ["b", "c", "d"], truncated: true });
    expect(await graphOf("a", "(depth: 3, limit: 4)")).toMatchObject({ nodes: ["b", "c", "d", "e"], truncated: false });
  });

  test("a hub fills the limit with its first stories and is cut", async () => {
    const { nodes, edges, truncated } = await graphOf("hub", "(depth: 3, limit: 200)");

    expect(nodes).toEqual(Array.from({ length: 200 }, (_, index) => `spoke-${index}`));
    expect(edges.filter((edge) => edge.startsWith("1 "))).toHaveLength(200);
    expect(truncated).toBe(true);
  });

  test("a hub of ten thousand that point back at it is cut alike, from wherever it is met, in one statement", async () => {
    const limit = 200;
    await gateway.save(draftOf("great-hub"));
    await gateway.database.execute(`
      with leaves as (
        insert into articles (uri, slug, headline, summary, language, status, representation, published_at, modified_at, version)
        select 'leaf-' || n, 'leaf-' || n, 'N', '', 'en', 'PUBLISHED', 'FULL', '2026-01-01', '2026-01-01', 1
        from generate_series(1, 10000) n returning id, split_part(uri, '-', 2)::int as n),
      ends as (
        select n, leaves.id as leaf, hub.id as hub from leaves cross join articles as hub where hub.uri = 'great-hub')
      insert into related_stories (article_id, target_id, kind, origin, placement, position, published_at)
      select hub, leaf, 'READ_ALSO'::relation_kind, 'EDITOR'::relation_origin, 'END'::placement, n, '2026-01-01'::timestamptz from ends
      union all select leaf, hub, 'READ_ALSO', 'EDITOR', 'END', 1, '2026-01-01' from ends`);
    const leaves = (count: number) => Array.from({ length: count }, (_, index) => `leaf-${index + 1}`);

    const fromHub = await graphOf("great-hub", `(depth: 3, limit: ${limit})`);
    expect(fromHub.nodes).toEqual(leaves(limit));
    expect(fromHub.truncated).toBe(true);

    const fromLeaf = await graphOf("leaf-9999", `(depth: 3, limit: ${limit})`);
    expect(fromLeaf.nodes).toEqual(["great-hub", ...leaves(limit - 1)]);
    expect(fromLeaf.truncated).toBe(true);
  });

  test("of a whole page it is read in the page's statement", async () => {
    const { data, errors, statementCount } = await gateway.query<{ articles: { nodes: { neighbourhood: Graph }[] } }>(
      `{ articles(first: 5) { nodes { uri neighbourhood(depth: 1, limit: 5) { nodes { uri } } } } }`,
    );

    expect(errors).toBeUndefined();
    expect(data.articles.nodes).toHaveLength(5);
    expect(statementCount).toBe(1);
  });

  test.each([
    ["(depth: 0)", "DEPTH_INVALID"],
    ["(depth: 4)", "DEPTH_INVALID"],
    ["(limit: 0)", "PAGE_SIZE_INVALID"],
    ["(limit: 201)", "PAGE_SIZE_INVALID"],
  ])("%s answers %s", async (args, code) => {
    const { errors } = await gateway.query(`{ article(uri: "a") { neighbourhood${args} { truncated } } }`);

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});

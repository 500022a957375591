import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RELATION_KINDS } from "../../../src/database/vocabulary.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
const day = (number: number) => new Date(`2026-11-${number}T08:00:00Z`);

beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(
    ...[1, 2, 3, 4, 5].map((number) => draftOf(`urn:t${number}`, { slug: `t${number}` })),
    draftOf("urn:hub", {
      slug: "hub",
      language: "fr",
      body: [
        { type: "RELATED_STORY", anchor: "x" },
        { type: "RELATED_STORY", anchor: "y" },
      ],
      // Not in the order in which they are read.
      related: [
        edgeTo("urn:t1", { placement: "END", kind: "BACKGROUND" }),
        edgeTo("urn:t2", { placement: "SIDEBAR", kind: "ANALYSIS", label: "Notre regard" }),
        edgeTo("urn:t3", { placement: "INLINE", anchor: "x", kind: "READ_ALSO" }),
        edgeTo("urn:t4", { placement: "END", kind: "FOLLOW_UP" }),
        edgeTo("urn:t5", { placement: "SIDEBAR", kind: "BACKGROUND" }),
        edgeTo("urn:t1", { placement: "INLINE", anchor: "y", kind: "EXPLAINER" }),
      ],
    }),
    draftOf("urn:older", { slug: "older", publishedAt: day(10), related: [edgeTo("urn:t1", { kind: "CORRECTS" })] }),
    draftOf("urn:newer", {
      slug: "newer",
      language: "de",
      publishedAt: day(21),
      related: [edgeTo("urn:t1", { kind: "UPDATE_OF" })],
    }),
    draftOf("urn:kinds", {
      slug: "kinds",
      language: "pt-BR",
      related: RELATION_KINDS.map((kind, index) => edgeTo(`urn:kind:${index}`, { kind, publishedAt: day(10) })),
    }),
  );
  await gateway.database.execute(
    `update related_stories set origin = 'EDITOR' where kind = 'ANALYSIS' and article_id = (select id from articles where uri = 'urn:hub')`,
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

interface Edge {
  id: string;
  label: string;
  node: { uri: string };
}

async function edges(slug: string, args = "", fields = "node { uri }"): Promise<Edge[]> {
  const { data, errors } = await gateway.query<{ article: { related: { edges: Edge[] } } }>(
    `{ article(slug: "${slug}") { related${args} { edges { ${fields} } } } }`,
  );
  expect(errors).toBeUndefined();
  return data.article.related.edges;
}
const uris = (found: Edge[]) => found.map(({ node }) => node.uri);

describe("Article.related", () => {
  test("lists edges inline, then sidebar, then end, each in the editor's order", async () => {
    expect(await edges("hub", "", "placement position kind origin score node { uri }")).toEqual([
      { placement: "INLINE", position: 1, kind: "READ_ALSO", origin: "IMPORT", score: null, node: { uri: "urn:t3" } },
      { placement: "INLINE", position: 2, kind: "EXPLAINER", origin: "IMPORT", score: null, node: { uri: "urn:t1" } },
      { placement: "SIDEBAR", position: 1, kind: "ANALYSIS", origin: "EDITOR", score: null, node: { uri: "urn:t2" } },
      { placement: "SIDEBAR", position: 2, kind: "BACKGROUND", origin: "IMPORT", score: null, node: { uri: "urn:t5" } },
      { placement: "END", position: 1, kind: "BACKGROUND", origin: "IMPORT", score: null, node: { uri: "urn:t1" } },
      { placement: "END", position: 2, kind: "FOLLOW_UP", origin: "IMPORT", score: null, node: { uri: "urn:t4" } },
    ]);
  });

  test.each([
    ["(kinds: [BACKGROUND])", ["urn:t5", "urn:t1"]],
    ["(kinds: [BACKGROUND, EXPLAINER])", ["urn:t1", "urn:t5", "urn:t1"]],
    ["(placements: [END, INLINE])", ["urn:t3", "urn:t1", "urn:t1", "urn:t4"]],
    ["(placements: INLINE)", ["urn:t3", "urn:t1"]],
    ["(origins: [EDITOR])", ["urn:t2"]],
    ["(kinds: [BACKGROUND], placements: [END], origins: [IMPORT])", ["urn:t1"]],
    ["(kinds: [LIVE])", []],
    ["(kinds: [])", []],
    ["(kinds: null, placements: null, origins: null, first: 2)", ["urn:t3", "urn:t1"]],
  ])("%s keeps to it, in the same order", async (args, expected) => {
    expect(uris(await edges("hub", args))).toEqual(expected);
  });

  test("several sets of arguments in one operation do not disturb each other, and totalCount is of each", async () => {
    const { data } = await gateway.query(`{ article(slug: "hub") {
      all: related(first: 1) { totalCount nodes { uri } }
      sidebar: related(placements: [SIDEBAR]) { totalCount nodes { uri } }
      end: related(placements: [END], first: 1) { totalCount nodes { uri } pageInfo { hasNextPage } }
    } }`);

    expect(data).toEqual({
      article: {
        all: { totalCount: 6, nodes: [{ uri: "urn:t3" }] },
        sidebar: { totalCount: 2, nodes: [{ uri: "urn:t2" }, { uri: "urn:t5" }] },
        end: { totalCount: 2, nodes: [{ uri: "urn:t1" }], pageInfo: { hasNextPage: true } },
      },
    });
  });

  test("pages through all placements by cursors", async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 10; pages++) {
      const { data } = await gateway.query<{
        article: { related: { edges: { cursor: string; node: { uri: string } }[] } };
      }>(
        `query ($after: String) { article(slug: "hub") { related(first: 2, after: $after) { edges { cursor node { uri } } } } }`,
        { after },
      );
      const page = data.article.related.edges;
      if (page.length === 0) break;
      seen.push(...page.map(({ node }) => node.uri));
      after = page.at(-1)?.cursor;
    }

    expect(seen).toEqual(["urn:t3", "urn:t1", "urn:t2", "urn:t5", "urn:t1", "urn:t4"]);
  });

  test("incoming, they are the stories that point here, newest first, each edge as its own article has it", async () => {
    expect(await edges("t1", "(direction: INCOMING)", "kind placement position node { uri }")).toEqual([
      { kind: "UPDATE_OF", placement: "END", position: 1, node: { uri: "urn:newer" } },
      { kind: "EXPLAINER", placement: "INLINE", position: 2, node: { uri: "urn:hub" } },
      { kind: "BACKGROUND", placement: "END", position: 1, node: { uri: "urn:hub" } },
      { kind: "CORRECTS", placement: "END", position: 1, node: { uri: "urn:older" } },
    ]);
    expect(uris(await edges("t1", "(direction: INCOMING, kinds: [CORRECTS, EXPLAINER], first: 1)"))).toEqual([
      "urn:hub",
    ]);
  });

  test("an edge's id says from which end it is looked at, as its node is the other one", async () => {
    const [outgoing] = await edges("newer", "", "id node { uri }");
    const [incoming] = await edges("t1", "(direction: INCOMING)", "id node { uri }");

    expect(outgoing?.id).toMatch(/^RelatedStory:\d+$/);
    expect(incoming?.id).toBe(`${outgoing?.id}:INCOMING`);
  });

  test("filters given as variables are those written out", async () => {
    const { data } = await gateway.query<{ article: { related: { nodes: object[] } } }>(
      `query ($kinds: [RelationKind!], $direction: RelationDirection! = OUTGOING) {
        article(slug: "hub") { related(kinds: $kinds, direction: $direction) { nodes { uri } } } }`,
      { kinds: ["FOLLOW_UP"] },
    );

    expect(data.article.related.nodes).toEqual([{ uri: "urn:t4" }]);
  });
});

describe("RelatedStoryEdge.label", () => {
  const labels = async (slug: string, label = "label", args = "") =>
    (await edges(slug, args, `${label} node { uri }`)).map((edge) => edge.label);

  test("is the editor's words, else the default of its kind in the article's language", async () => {
    expect(await labels("hub", "label", "(origins: [EDITOR, IMPORT])")).toEqual([
      "À lire aussi",
      "Décryptage",
      "Notre regard",
      "Contexte",
      "Contexte",
      "La suite",
    ]);
  });

  test.each([
    ["fr-CA", ["À lire aussi", "Décryptage", "Notre regard", "Contexte"]],
    ["en-GB", ["Read also", "Explainer", "Notre regard", "Background"]],
    ["de", ["Lesen Sie auch", "Erklärt", "Notre regard", "Hintergrund"]],
    ["es", ["Lea también", "Claves", "Notre regard", "Contexto"]],
    ["ja", ["Read also", "Explainer", "Notre regard", "Background"]],
  ])("(locale: %s) translates the default and leaves the editor's words", async (locale, expected) => {
    expect(await labels("hub", `label(locale: "${locale}")`, "(placements: [INLINE, SIDEBAR])")).toEqual(expected);
  });

  test("several locales in one operation", async () => {
    expect(
      await edges("hub", "(kinds: [FOLLOW_UP])", `label de: label(locale: "de") en: label(locale: "en") node { uri }`),
    ).toEqual([{ label: "La suite", de: "Wie es weiterging", en: "What happened next", node: { uri: "urn:t4" } }]);
  });

  test("of an incoming edge is in the language of the article that has the edge, not of the one it leads to", async () => {
    expect(await labels("t1", "label", "(direction: INCOMING)")).toEqual([
      "Aktualisierung von",
      "Décryptage",
      "Contexte",
      "Correction to",
    ]);
  });

  test("every kind has a default, English where the language is none of ours", async () => {
    expect(await labels("kinds")).toEqual([
      "Read also",
      "Background",
      "What happened next",
      "Analysis",
      "Explainer",
      "Live",
      "Update of",
      "Correction to",
      "On the same event",
      "On the same subject",
    ]);
  });

  test.each(["fr_FR", "a-b", "", "x".repeat(36)])(
    "(locale: %j) is LOCALE_INVALID at the label's path",
    async (locale) => {
      const { errors } = await gateway.query(
        `query ($locale: Locale) { article(slug: "hub") { related(placements: [END], kinds: [FOLLOW_UP]) { edges { label(locale: $locale) } } } }`,
        { locale },
      );

      expect(errors).toMatchObject([
        { path: ["article", "related", "edges", 0, "label"], extensions: { code: "LOCALE_INVALID" } },
      ]);
    },
  );

  test("a bad locale is refused whether or not the editor wrote words of their own", async () => {
    const { data, errors } = await gateway.query(
      `{ article(slug: "hub") { slug related(kinds: [ANALYSIS]) { edges { label(locale: "fr_FR") } } } }`,
    );

    expect(data).toEqual({ article: null });
    expect(errors).toMatchObject([{ path: ["article", "related", "edges", 0, "label"] }]);
  });
});

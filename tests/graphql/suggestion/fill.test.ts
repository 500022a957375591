import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { suggestNow } from "../../../src/content/suggestion/suggestion-queue.commands.ts";
import { edgeTo } from "../../support/draft.ts";
import { startSuggestingGateway, story } from "./suggesting-gateway.ts";

const TIDES = { kind: "TOPIC" as const, name: "Tides" };
/** Months apart; the higher its relevance, the better a story is suggested. */
const tidal = (number: number) =>
  story(`urn:s${number}`, `Matter${number}`, {
    tags: [{ ...TIDES, relevance: 1 - number / 10 }],
    publishedAt: new Date(Date.UTC(2024, number, 1)),
  });

let gateway: Awaited<ReturnType<typeof startSuggestingGateway>>;
beforeAll(async () => {
  gateway = await startSuggestingGateway();
  await gateway.publish(
    ...[1, 2, 3, 4, 5, 6].map(tidal),
    story("urn:host", "Elsewhere", {
      tags: [{ ...TIDES, relevance: 1 }],
      publishedAt: new Date(Date.UTC(2025, 1, 1)),
      related: [
        edgeTo("urn:s5", { placement: "END" }),
        edgeTo("urn:other", { placement: "END", kind: "BACKGROUND", publishedAt: new Date(Date.UTC(2025, 5, 1)) }),
        edgeTo("urn:s2", { placement: "SIDEBAR" }),
      ],
    }),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

const uris = ({ nodes }: { nodes: { uri: string }[] }) => nodes.map(({ uri }) => uri);

describe("Article.related(fill: true)", () => {
  test("lists the editor's edges in their order, then suggestions by score, none that is linked already", async () => {
    const { edges, totalCount } = await gateway.related(
      "host",
      "fill: true",
      "totalCount edges { origin placement position score node { uri } }",
    );

    expect(edges).toEqual([
      { origin: "IMPORT", placement: "SIDEBAR", position: 1, score: null, node: { uri: "urn:s2" } },
      { origin: "IMPORT", placement: "END", position: 1, score: null, node: { uri: "urn:s5" } },
      { origin: "IMPORT", placement: "END", position: 2, score: null, node: { uri: "urn:other" } },
      { origin: "ALGORITHM", placement: "END", position: 1, score: 0.1607, node: { uri: "urn:s1" } },
      { origin: "ALGORITHM", placement: "END", position: 2, score: 0.1458, node: { uri: "urn:s3" } },
      { origin: "ALGORITHM", placement: "END", position: 3, score: 0.1363, node: { uri: "urn:s4" } },
      { origin: "ALGORITHM", placement: "END", position: 4, score: 0.1111, node: { uri: "urn:s6" } },
    ]);
    expect(totalCount).toBe(7);
  });

  test.each([
    ["first: 2, fill: true", ["urn:s2", "urn:s5"]],
    ["first: 4, fill: true", ["urn:s2", "urn:s5", "urn:other", "urn:s1"]],
    ["first: 3, fill: true, placements: [SIDEBAR]", ["urn:s2", "urn:s1", "urn:s3"]],
    ["first: 2, fill: true, kinds: [BACKGROUND]", ["urn:other", "urn:s1"]],
    ["first: 2, fill: true, origins: [EDITOR]", ["urn:s1", "urn:s3"]],
    ["origins: [EDITOR, ALGORITHM]", ["urn:s1", "urn:s3", "urn:s4", "urn:s6"]],
    ["origins: [ALGORITHM]", ["urn:s1", "urn:s2", "urn:s3", "urn:s4", "urn:s5", "urn:s6"]],
    ["fill: false", ["urn:s2", "urn:s5", "urn:other"]],
    ['first: 100, fill: true, languages: ["de"]', ["urn:s2", "urn:s5", "urn:other"]],
  ])("(%s) tops up what the filters leave", async (args, expected) => {
    expect(uris(await gateway.related("host", args))).toEqual(expected);
  });

  test.each([1, 2, 3, 4])("pages of %i go through the seam without a gap or a double", async (first) => {
    const seen: string[] = [];
    let after = "null";
    for (let isMore = true; isMore;) {
      const page = await gateway.related(
        "host",
        `fill: true, first: ${first}, after: ${after}`,
        "nodes { uri } pageInfo { hasNextPage endCursor }",
      );
      seen.push(...uris(page));
      isMore = page.pageInfo.hasNextPage;
      after = JSON.stringify(page.pageInfo.endCursor);
    }

    expect(seen).toEqual(["urn:s2", "urn:s5", "urn:other", "urn:s1", "urn:s3", "urn:s4", "urn:s6"]);
  });

  test("incoming, the stories that point here and those that suggest this one come newest first, each once", async () => {
    expect(uris(await gateway.related("s2", "direction: INCOMING, fill: true"))).toEqual([
      "urn:host",
      "urn:s6",
      "urn:s5",
      "urn:s4",
      "urn:s3",
      "urn:s1",
    ]);
  });

  test("a cursor of the list without suggestions is none of the list with them", async () => {
    const { edges } = await gateway.related("host", "first: 1", "edges { cursor }");
    const { errors } = await gateway.query(
      `query ($after: String) { article(slug: "host") { related(first: 1, fill: true, after: $after) { nodes { uri } } } }`,
      { after: edges[0]?.cursor },
    );

    expect(errors).toMatchObject([{ extensions: { code: "CURSOR_INVALID" } }]);
  });

  test("a language that is none is LOCALE_INVALID", async () => {
    const { errors } = await gateway.query(
      `{ article(slug: "host") { related(fill: true, languages: ["fr_FR"]) { nodes { uri } } } }`,
    );

    expect(errors).toMatchObject([{ path: ["article", "related"], extensions: { code: "LOCALE_INVALID" } }]);
  });

  test.each(["", "fill: true,", "origins: [ALGORITHM],"])(
    "(%s first: 3) of many stories, with reasons and what is related to those, is one statement",
    async (args) => {
      const { statementCount, errors } = await gateway.query(
        `{ articles { nodes { related(${args} first: 3) { edges { reasons { text } position node { uri related(${args} first: 3) { nodes { uri } } } } pageInfo { hasNextPage endCursor } } } } }`,
      );

      expect(errors).toBeUndefined();
      expect(statementCount).toBe(1);
    },
  );
});

describe("Mutation.dismissSuggestion", () => {
  const EDITOR = {
    viewer: {
      kind: "API_KEY",
      keyId: 1,
      name: "desk",
      scopes: ["content:read", "content:write"],
      licensedSections: null,
    },
  } as const;
  const ids = async (...slugs: string[]) => {
    const rows = await gateway.database.execute("select slug, id from articles");
    const found = new Map((rows as { slug: string; id: string }[]).map(({ slug, id }) => [slug, `Article:${id}`]));
    return slugs.map((slug) => found.get(slug));
  };
  const mutate = (name: string, [articleId, targetId]: unknown[], seen: object = EDITOR) =>
    gateway.query<Record<string, { problems: object[]; purgedTags: string[]; article: { slug: string } | null }>>(
      `mutation ($articleId: ID!, $targetId: ID!) { ${name}(articleId: $articleId, targetId: $targetId) {
        problems { code path } purgedTags article { slug } } }`,
      { articleId, targetId },
      seen,
    );

  test("takes a story out of the suggestions, and it stays out through everything until it is restored", async () => {
    const [host, target] = await ids("host", "s1");
    const { data, errors } = await mutate("dismissSuggestion", [host, target]);
    expect(errors).toBeUndefined();
    expect(data["dismissSuggestion"]).toEqual({ problems: [], purgedTags: [host], article: { slug: "host" } });
    const others = ["urn:s2", "urn:s3", "urn:s4", "urn:s5", "urn:s6"];
    expect(await gateway.suggested("host")).toEqual(others);
    expect(await gateway.suggested("s1")).toContain("urn:host");

    await mutate("dismissSuggestion", [host, target]);
    await gateway.save({ ...tidal(1), updatedAt: new Date(Date.UTC(2026, 1, 1)), kicker: "New" });
    await suggestNow(gateway.database.em(), []);
    await gateway.rebuild();
    expect(await gateway.suggested("host")).toEqual(others);

    await mutate("restoreSuggestion", [host, target]);
    expect(await gateway.suggested("host")).toEqual(["urn:s1", ...others]);
  });

  test("ids that are none, lead nowhere, or to the story itself are problems", async () => {
    const [host] = await ids("host");

    expect((await mutate("dismissSuggestion", ["x", "Article:999999"])).data["dismissSuggestion"]?.problems).toEqual([
      { code: "ID_INVALID", path: ["articleId"] },
    ]);
    expect((await mutate("dismissSuggestion", [host, "Article:999999"])).data["dismissSuggestion"]?.problems).toEqual([
      { code: "NOT_FOUND", path: ["targetId"] },
    ]);
    expect((await mutate("restoreSuggestion", [host, host])).data["restoreSuggestion"]?.problems).toEqual([
      { code: "SELF_REFERENCE", path: ["targetId"] },
    ]);
  });

  test.each(["dismissSuggestion", "restoreSuggestion"])("%s takes the scope content:write", async (name) => {
    const [host, target] = await ids("host", "s1");
    const { errors } = await mutate(name, [host, target], {});

    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect(await gateway.suggested("host")).toContain("urn:s1");
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../src/content/viewer.ts";
import { draftOf, edgeTo } from "../support/draft.ts";
import { startTestGateway } from "../support/test-gateway.ts";

const PARAGRAPH = { type: "PARAGRAPH", role: "BODY", content: { text: "The text." } } as const;
const WORLD = { slug: "world", name: "World" };
const SPORT = { slug: "sport", name: "Sport" };
const story = (uri: string, changes: object) =>
  draftOf(uri, { body: [PARAGRAPH], tags: [{ kind: "TOPIC", name: "T", relevance: 1 }], ...changes });

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway({ anonymousLicence: [] });
  await gateway.save(
    story("asia", { section: [WORLD, { slug: "asia", name: "Asia" }], publishedAt: new Date("2026-11-20T00:00:00Z") }),
    story("sport", { section: [SPORT], publishedAt: new Date("2026-11-21T00:00:00Z") }),
    story("none", { publishedAt: new Date("2026-11-19T00:00:00Z"), related: [edgeTo("asia"), edgeTo("sport")] }),
    story("draft", { section: [SPORT], status: "DRAFT", publishedAt: undefined, related: [edgeTo("asia")] }),
    story("later", { section: [SPORT], publishedAt: new Date("2026-12-01T00:00:00Z"), related: [edgeTo("asia")] }),
    story("gone", { section: [SPORT], status: "WITHDRAWN", publishedAt: new Date("2026-11-18T00:00:00Z") }),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

const idOf = async (path: string) =>
  (await gateway.query<{ section: { id: string } }>(`{ section(path: "${path}") { id } }`)).data.section.id;
const holder = (licensedSections: readonly number[] | null): Viewer => ({
  kind: "API_KEY",
  keyId: 1,
  name: "Partner",
  scopes: ["content:read", "content:desk"],
  licensedSections,
});

interface Node {
  uri: string;
  headline: string;
  summary: string;
  body: { text: string } | null;
  access: { body: string };
}
interface Articles {
  articles: {
    nodes: Node[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    totalCount: { value: number };
  };
}

describe("A licence", () => {
  test("covers its section and those below it; other stories keep all but the body", async () => {
    const world = Number((await idOf("world")).split(":")[1]);
    const { data, errors } = await gateway.query<Articles>(
      `{ articles { nodes { uri headline summary body { text } access { body } } } }`,
      undefined,
      { viewer: holder([world]) },
    );

    expect(errors).toBeUndefined();
    expect(data.articles.nodes.map(({ uri, body, access }) => [uri, body?.text ?? null, access.body])).toEqual([
      ["sport", null, "DENIED_LICENCE"],
      ["asia", "The text.", "GRANTED"],
      ["none", null, "DENIED_LICENCE"],
    ]);
  });

  test.each([
    ["that names no section covers nothing", [], 0],
    ["that names an unknown section covers nothing", [999], 0],
    ["to all sections covers all", null, 3],
  ])("%s", async (_name, sections, count) => {
    const { data } = await gateway.query<Articles>(`{ articles { nodes { body { text } } } }`, undefined, {
      viewer: holder(sections),
    });

    expect(data.articles.nodes.filter(({ body }) => body !== null)).toHaveLength(count);
  });
});

describe("The desk's view", () => {
  const DESK = { viewer: holder(null), view: "DESK" } as const;
  const LISTS: [name: string, list: { open: string; close: string; uris: string[] }][] = [
    ["all articles", { open: "", close: "", uris: ["draft", "later", "sport", "asia", "none", "gone"] }],
    ["a section", { open: `section(path: "sport") {`, close: "}", uris: ["draft", "later", "sport", "gone"] }],
    ["a tag", { open: `tag(slug: "t") {`, close: "}", uris: ["draft", "later", "sport", "asia", "none", "gone"] }],
  ];

  test.each(LISTS)(
    "%s has every story, those without a time first, page by page",
    async (_name, { open, close, uris }) => {
      const read: string[] = [];
      let after: string | null = null;
      for (let isMore = true; isMore;) {
        const answer: { data: Articles & Record<"section" | "tag", Articles>; errors?: object } = await gateway.query<
          Articles & Record<"section" | "tag", Articles>
        >(
          `query ($after: String) { ${open} articles(first: 1, after: $after) { nodes { uri } pageInfo { hasNextPage endCursor } totalCount { value } } ${close} }`,
          { after },
          DESK,
        );
        expect(answer.errors).toBeUndefined();
        const { articles }: Articles = answer.data.section ?? answer.data.tag ?? answer.data;
        expect(articles.totalCount.value).toBe(uris.length);
        read.push(...articles.nodes.map(({ uri }) => uri));
        ({ hasNextPage: isMore, endCursor: after } = articles.pageInfo);
      }

      expect(read).toEqual(uris);
    },
  );

  test("incoming edges of drafts come first, and page by page", async () => {
    const page = async (after: string | null) => {
      const { data } = await gateway.query<{
        article: { related: { nodes: { uri: string }[]; pageInfo: { endCursor: string } } };
      }>(
        `query ($after: String) { article(uri: "asia") { related(direction: INCOMING, first: 2, after: $after) {
          nodes { uri } pageInfo { endCursor } } } }`,
        { after },
        DESK,
      );
      return data.article.related;
    };
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);

    expect([first, second].map(({ nodes }) => nodes.map(({ uri }) => uri))).toEqual([["draft", "later"], ["none"]]);
  });

  test("the same operation by a reader afterwards sees what readers see", async () => {
    const operation = `{ article(uri: "draft") { uri } articles { totalCount { value } } }`;

    expect((await gateway.query(operation, undefined, DESK)).data).toEqual({
      article: { uri: "draft" },
      articles: { totalCount: { value: 6 } },
    });
    expect((await gateway.query(operation)).data).toEqual({ article: null, articles: { totalCount: { value: 3 } } });
  });
});

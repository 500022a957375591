import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import type { StoredBlock } from "../../src/content/body/stored-body.ts";
import { draftOf, edgeTo } from "../support/draft.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { holesIn } from "./holes.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const LATER = new Date("2026-11-22T18:00:00Z");
const SECTION = [
  { slug: "world", name: "World" },
  { slug: "asia", name: "Asia" },
];

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
let variables: Record<string, unknown>;

/** The story that is hidden and shown; `changes` say how. */
const hidden = (changes: Partial<ArticleDraft> = {}) =>
  draftOf("urn:hidden", {
    ...filed("Hidden story"),
    slug: "hidden-now",
    translationKey: "same",
    related: [edgeTo("urn:host"), edgeTo("urn:linker")],
    ...changes,
  });

const filed = (headline: string): Partial<ArticleDraft> => ({
  headline,
  section: SECTION,
  tags: [{ kind: "TOPIC", name: "Tides", relevance: 1 }],
  contributors: [{ name: "Ada Brook", role: "AUTHOR" }],
  updatedAt: new Date("2026-11-20T09:00:00Z"),
});
const paragraph = (text: string): StoredBlock => ({ type: "PARAGRAPH", role: "BODY", content: { text } });
const inline = (anchor: string): StoredBlock => ({ type: "RELATED_STORY", anchor });
const link = (text: string) => ({
  text,
  html: `<a href="/articles/hidden-now">${text}</a>`,
  links: [{ start: 0, end: text.length, href: "/articles/hidden-now" }],
});

/** Points at the hidden story between two others, in its body and beside it. */
const host = draftOf("urn:host", {
  ...filed("Host"),
  slug: "host",
  translationKey: "same",
  language: "fr",
  body: [paragraph("One."), inline("a"), paragraph("Two."), inline("b"), paragraph("Three."), inline("c")],
  related: [
    edgeTo("urn:first", { placement: "INLINE", anchor: "a" }),
    edgeTo("urn:hidden", { placement: "INLINE", anchor: "b" }),
    edgeTo("urn:last", { placement: "INLINE", anchor: "c" }),
    edgeTo("urn:first", { placement: "END" }),
    edgeTo("urn:hidden", { placement: "END", kind: "BACKGROUND" }),
    edgeTo("urn:last", { placement: "END" }),
  ],
});
const linker = draftOf("urn:linker", {
  ...filed("Linker"),
  slug: "linker",
  standfirst: link("Standfirst"),
  body: [{ type: "PARAGRAPH", role: "BODY", content: link("There") }, { type: "LIST", ordered: false, items: [link("Here")] }],
  related: [edgeTo("urn:host"), edgeTo("urn:hidden")],
});

beforeAll(async () => {
  gateway = await startTestGateway({ now: NOW });
  // Under another slug at first.
  await gateway.save(hidden({ slug: "hidden-once" }));
  const saved = await gateway.save(
    draftOf("urn:first", { ...filed("First"), publishedAt: new Date("2026-11-20T07:00:00Z") }),
    draftOf("urn:last", { ...filed("Last"), publishedAt: new Date("2026-11-20T09:00:00Z") }),
    host,
    linker,
    hidden(),
  );
  const { data } = await gateway.query<{ section: { id: string }; tags: { nodes: { id: string }[] }; contributors: { nodes: { id: string }[] } }>(
    `{ section(path: "world/asia") { id } tags { nodes { id } } contributors { nodes { id } } }`,
  );
  const id = `Article:${saved.at(-1)?.id}`;
  variables = {
    id,
    ids: [id, `Article:${saved[0]?.id}`],
    section: data.section.id,
    tag: data.tags.nodes[0]?.id,
    contributor: data.contributors.nodes[0]?.id,
  };
});
afterAll(() => gateway[Symbol.asyncDispose]());

const FRAGMENTS = `
  fragment List on ArticleConnection {
    totalCount { value relation } nodes { uri } edges { cursor node { uri } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  fragment Related on RelatedStoryConnection {
    totalCount nodes { uri } edges { cursor id kind node { uri } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  fragment Inline on ArticleBody {
    blocks { id position html text ... on RelatedStoryBlock { edge { id cursor position node { uri } } } }
  }
  fragment Links on Article {
    standfirst { links { article { uri } } }
    body { blocks { ... on ParagraphBlock { content { links { article { uri } } } } ... on ListBlock { items { links { article { uri } } } } } }
  }`;

/** What an answer has when the story is seen; the address of a link to it stands in the text whatever it leads to. */
const SEEN = /urn:hidden|Hidden story/;

/** Every way to an article. What is asked names the story by its URI or its headline when it is there. */
const WAYS: [name: string, operation: string][] = [
  ["article by id", `query ($id: ID!) { article(id: $id) { uri } }`],
  ["article by slug", `{ article(slug: "hidden-now") { uri } }`],
  ["article by uri", `{ article(uri: "urn:hidden") { uri } }`],
  ["article by former slug", `{ article(slug: "hidden-once") { uri } }`],
  ["node", `query ($id: ID!) { node(id: $id) { ... on Article { uri } } }`],
  ["nodes", `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { uri } } }`],
  ["articles", `{ articles { ...List } }`],
  ["articles, oldest first", `{ articles(orderBy: { direction: ASC }) { ...List } }`],
  ["articles by update", `{ articles(orderBy: { field: UPDATED, direction: DESC }) { ...List } }`],
  ["articles from the end", `{ articles(last: 50) { ...List } }`],
  ["articles of sections", `query ($section: ID!) { articles(filter: { sections: [$section] }) { ...List } }`],
  ["articles of tags", `query ($tag: ID!) { articles(filter: { tags: [$tag] }) { ...List } }`],
  ["articles of contributors", `query ($contributor: ID!) { articles(filter: { contributors: [$contributor] }) { ...List } }`],
  ["section", `{ section(path: "world/asia") { articles { ...List } } }`],
  ["section by update", `{ section(path: "world") { articles(orderBy: { field: UPDATED, direction: ASC }) { ...List } } }`],
  ["section without those below", `{ section(path: "world/asia") { articles(includeDescendants: false) { ...List } } }`],
  ["section above", `{ section(path: "world") { articles { ...List } } }`],
  ["all sections", `{ sections(rootOnly: false) { articles { ...List } } }`],
  ["tag", `query ($tag: ID!) { tag(id: $tag) { articles { ...List } } }`],
  ["all tags", `{ tags { nodes { articles { ...List } } } }`],
  ["contributor", `query ($contributor: ID!) { contributor(id: $contributor) { articles { ...List } } }`],
  ["all contributors", `{ contributors { nodes { articles { ...List } } } }`],
  ["related", `{ article(slug: "host") { related { ...Related } } }`],
  ["related, filtered", `{ article(slug: "host") { related(kinds: [BACKGROUND], placements: [END], origins: [IMPORT]) { ...Related } } }`],
  ["related, incoming", `{ article(slug: "host") { related(direction: INCOMING) { ...Related } } }`],
  ["related of related", `{ article(slug: "linker") { related { ...Related nodes { related { ...Related } } } } }`],
  ["related of many", `{ articles { nodes { related(first: 50) { ...Related } } } }`],
  ["related of many, incoming", `{ articles { nodes { related(direction: INCOMING) { ...Related } } } }`],
  ["a body's blocks", `{ article(slug: "host") { body { ...Inline } } }`],
  ["a body's html", `{ article(slug: "host") { body { html } } }`],
  ["a body's markdown", `{ article(slug: "host") { body { markdown } } }`],
  ["a body's text", `{ article(slug: "host") { body { text } } }`],
  ["many bodies' blocks", `{ articles { nodes { body { ...Inline } } } }`],
  ["many bodies' texts", `{ articles { nodes { body { text markdown } } } }`],
  ["links of a text", `{ article(slug: "linker") { ...Links } }`],
  ["links of many texts", `{ articles { nodes { ...Links } } }`],
  ["localizations", `{ article(slug: "host") { localizations { uri } } }`],
  ["localizations of many", `{ articles { nodes { localizations { uri } } } }`],
];

/** How a story is hidden, and how it comes to be seen again. */
const STATES: [name: string, state: { hide(): Promise<unknown>; show(): Promise<unknown> }][] = [
  [
    "a draft",
    { hide: () => gateway.save(hidden({ status: "DRAFT" })), show: () => gateway.save(hidden()) },
  ],
  [
    "a story to be published later",
    { hide: () => gateway.save(hidden({ publishedAt: LATER })), show: async () => (gateway.clock.now = LATER) },
  ],
  [
    "a story under embargo",
    { hide: () => gateway.save(hidden({ embargoedUntil: LATER })), show: async () => (gateway.clock.now = LATER) },
  ],
  [
    "a withdrawn story",
    { hide: () => setStatus("WITHDRAWN"), show: () => setStatus("PUBLISHED") },
  ],
];

async function setStatus(status: string) {
  await gateway.save(hidden());
  await gateway.database.execute(`update articles set status = '${status}' where uri = 'urn:hidden'`);
}

async function ask(operation: string) {
  const used = [...FRAGMENTS.matchAll(/fragment (\w+) on[\s\S]*?\n {2}\}/g)].filter(([, name]) => operation.includes(`...${name}`));
  const answer = await gateway.query(`${operation} ${used.map(([fragment]) => fragment).join("")}`, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

describe.each(STATES)("%s", (_name, state) => {
  describe("while it is hidden", () => {
    beforeAll(async () => {
      gateway.clock.now = NOW;
      await state.hide();
    });

    test.each(WAYS)("is absent by way of %s, without a hole", async (_way, operation) => {
      const data = await ask(operation);

      expect(JSON.stringify(data)).not.toMatch(SEEN);
      expect(holesIn(data)).toEqual([]);
    });

    test("leaves no hole that paging one by one would meet", async () => {
      const uris: string[] = [];
      let after: string | null = null;
      for (let isMore = true; isMore; ) {
        const page: RelatedPage = (
          await gateway.query<{ article: { related: RelatedPage } }>(
            `query ($after: String) { article(slug: "host") { related(first: 1, after: $after) {
              nodes { uri } pageInfo { hasNextPage endCursor } } } }`,
            { after },
          )
        ).data.article.related;
        uris.push(...page.nodes.map(({ uri }) => uri));
        ({ hasNextPage: isMore, endCursor: after } = page.pageInfo);
      }

      expect(uris).toEqual(["urn:first", "urn:last", "urn:first", "urn:last"]);
    });

    test("leaves the body that points at it whole, in every form", async () => {
      const { article } = (await ask(
        `{ article(slug: "host") { body { html markdown text blocks { id position text } } } }`,
      )) as { article: { body: Record<string, unknown> } };

      expect(article.body).toEqual({
        html: [
          "<p>One.</p>",
          '<aside class="related" data-association="a"><p>À lire aussi: <a href="https://news.example/articles/first">First</a></p></aside>',
          "<p>Two.</p>",
          "<p>Three.</p>",
          '<aside class="related" data-association="c"><p>À lire aussi: <a href="https://news.example/articles/last">Last</a></p></aside>',
        ].join("\n"),
        markdown:
          "One.\n\nÀ lire aussi: [First](https://news.example/articles/first)\n\nTwo.\n\nThree.\n\nÀ lire aussi: [Last](https://news.example/articles/last)",
        text: "One.\n\nÀ lire aussi: First\n\nTwo.\n\nThree.\n\nÀ lire aussi: Last",
        blocks: [
          { id: expect.stringMatching(/^Block:\d+:1$/), position: 1, text: "One." },
          { id: expect.stringMatching(/^Block:\d+:a$/), position: 2, text: "À lire aussi: First" },
          { id: expect.stringMatching(/^Block:\d+:2$/), position: 3, text: "Two." },
          { id: expect.stringMatching(/^Block:\d+:3$/), position: 4, text: "Three." },
          { id: expect.stringMatching(/^Block:\d+:c$/), position: 5, text: "À lire aussi: Last" },
        ],
      });
    });
  });

  describe("once it is to be seen", () => {
    beforeAll(() => state.show());

    test.each(WAYS)("is there by way of %s", async (_way, operation) => {
      const data = await ask(operation);

      expect(JSON.stringify(data)).toMatch(SEEN);
      expect(holesIn(data)).toEqual([]);
    });
  });
});

interface RelatedPage {
  nodes: { uri: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

describe("An inline story", () => {
  const EDGE = `id cursor kind origin placement position label score
    node { id uri slug headline language published { iso } related { totalCount } }`;

  test("is the same edge in the body as in related(placements: INLINE), every field of it", async () => {
    await setStatus("PUBLISHED");
    const { article } = (await ask(`{ article(slug: "host") {
      related(placements: [INLINE]) { edges { ${EDGE} } }
      body { blocks(types: [RELATED_STORY]) { ... on RelatedStoryBlock { edge { ${EDGE} } } } }
    } }`)) as { article: { related: { edges: object[] }; body: { blocks: { edge: object }[] } } };

    expect(article.related.edges).toHaveLength(3);
    expect(article.body.blocks.map(({ edge }) => edge)).toEqual(article.related.edges);
  });

  test("pages on from its cursor in the body", async () => {
    const { article } = (await ask(`{ article(slug: "host") {
      body { blocks(types: [RELATED_STORY], first: 1) { ... on RelatedStoryBlock { edge { cursor } } } }
    } }`)) as { article: { body: { blocks: { edge: { cursor: string } }[] } } };
    const after = article.body.blocks[0]?.edge.cursor;

    const { data } = await gateway.query<{ article: { related: RelatedPage } }>(
      `query ($after: String) { article(slug: "host") { related(placements: [INLINE], after: $after) { nodes { uri } } } }`,
      { after },
    );

    expect(data.article.related.nodes).toEqual([{ uri: "urn:hidden" }, { uri: "urn:last" }]);
  });
});

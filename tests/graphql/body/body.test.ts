import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StoredBlock, StoredText } from "../../../src/content/body/stored-body.ts";
import { draftOf, edgeTo, partialOf } from "../../support/draft.ts";
import { WIDEST_LIMITS } from "../../support/document-rules.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => void (gateway = await startTestGateway({ limits: WIDEST_LIMITS })));
afterAll(() => gateway[Symbol.asyncDispose]());

const paragraph = (content: StoredText): StoredBlock => ({ type: "PARAGRAPH", role: "BODY", content });

describe("RichText", () => {
  const TEXT = "See the tide & the dam, now.";
  const LINKED: StoredText = {
    text: TEXT,
    html: 'See <a href="/articles/tide">the tide</a> &amp; <a href="https://dams.example/x">the dam</a>, <a href="/articles/gone">now</a>.',
    links: [
      { start: 4, end: 12, href: "/articles/tide" },
      { start: 15, end: 22, href: "https://dams.example/x" },
      { start: 24, end: 27, href: "/articles/gone" },
    ],
  };
  const LINKS = [
    { start: 4, end: 12, href: "/articles/tide", article: { headline: "urn:tide" } },
    { start: 15, end: 22, href: "https://dams.example/x", article: null },
    { start: 24, end: 27, href: "/articles/gone", article: null },
  ];
  const RICH = "text html links { start end href article { headline } }";

  beforeAll(async () => {
    await gateway.save(
      draftOf("urn:tide", { slug: "tide" }),
      draftOf("urn:rich", {
        slug: "rich",
        standfirst: LINKED,
        body: [
          paragraph(LINKED),
          { type: "HEADING", level: 2, anchor: "h", content: LINKED },
          { type: "LIST", ordered: true, items: [LINKED, { text: "a < b" }] },
          { type: "QUOTE", content: LINKED },
        ],
      }),
      draftOf("urn:ours", {
        slug: "ours",
        body: [
          "https://news.example/articles/tide?from=mail",
          "/articles/tide#end",
          "https://other.example/articles/tide",
        ].map((href) => paragraph({ text: "x", html: `<a href="${href}">x</a>`, links: [{ start: 0, end: 1, href }] })),
      }),
    );
  });

  test.each([
    "",
    "plain",
    "été « à » 😀",
    'says "no"',
    "back\\slash",
    "two\nlines",
    '{"text":"x"}',
    '","html":"<b>x</b>',
  ])("a standfirst comes back as it was stored, whatever JSON makes of it: %j", async (text) => {
    await gateway.save(draftOf("urn:plain", { slug: "plain", standfirst: { text } }));

    expect(await gateway.query(`{ article(slug: "plain") { standfirst { ${RICH} } } }`)).toMatchObject({
      data: { article: { standfirst: { text, links: [] } } },
    });
  });

  test("links have their place in the text, and those to our own articles arrive resolved, wherever text is", async () => {
    const { data } = await gateway.query(`{ article(slug: "rich") { standfirst { ${RICH} } body { blocks {
      ... on ParagraphBlock { content { ${RICH} } }
      ... on HeadingBlock { content { ${RICH} } }
      ... on ListBlock { items { ${RICH} } }
      ... on QuoteBlock { content { ${RICH} } }
    } } } }`);
    const rich = { text: TEXT, html: LINKED.html, links: LINKS };

    expect(data).toEqual({
      article: {
        standfirst: rich,
        body: {
          blocks: [
            { content: rich },
            { content: rich },
            { items: [rich, { text: "a < b", html: "a &lt; b", links: [] }] },
            { content: rich },
          ],
        },
      },
    });
    expect(LINKS.map(({ start, end }) => TEXT.slice(start, end))).toEqual(["the tide", "the dam", "now"]);
  });

  test("a link with our own host, a query or a fragment is ours; one to the same path elsewhere is not", async () => {
    const { data } = await gateway.query<{ article: { body: { blocks: object[] } } }>(
      `{ article(slug: "ours") { body { blocks { ... on ParagraphBlock { content { links { article { uri } } } } } } } }`,
    );

    expect(data.article.body.blocks).toEqual([
      { content: { links: [{ article: { uri: "urn:tide" } }] } },
      { content: { links: [{ article: { uri: "urn:tide" } }] } },
      { content: { links: [{ article: null }] } },
    ]);
  });
});

describe("A PARTIAL article", () => {
  const BODY = `representation body { text }`;

  test("has no body until the full one arrives; then it keeps its id and its edges, which keep theirs", async () => {
    const publishedAt = new Date("2026-11-19T08:00:00Z");
    await gateway.save(
      draftOf("urn:newer", {
        slug: "newer",
        related: [edgeTo("urn:stub", { headline: "As it was told", publishedAt })],
      }),
    );
    const read = () =>
      gateway.query<{ article: { related: { edges: { id: string; node: Stub }[] } } }>(
        `{ article(slug: "newer") { related { edges { id node { id headline published { iso } ${BODY} } } } } }`,
      );
    const [stub] = (await read()).data.article.related.edges;

    expect(stub?.node).toEqual({
      id: expect.stringMatching(/^Article:\d+$/),
      headline: "As it was told",
      published: { iso: "2026-11-19T08:00:00.000Z" },
      representation: "PARTIAL",
      body: null,
    });

    const [saved] = await gateway.save(
      draftOf("urn:stub", { headline: "In full", publishedAt, related: [edgeTo("urn:newer")] }),
    );
    const [full] = (await read()).data.article.related.edges;

    expect(saved?.outcome).toBe("UPDATED");
    expect(full).toEqual({
      id: stub?.id,
      node: { ...stub?.node, headline: "In full", representation: "FULL", body: { text: "Two words." } },
    });
    const { data } = await gateway.query(
      `query ($id: ID!) { node(id: $id) { ... on Article { headline related { nodes { uri } } incoming: related(direction: INCOMING) { nodes { uri } } } } }`,
      { id: stub?.node.id },
    );
    expect(data).toEqual({
      node: {
        headline: "In full",
        related: { nodes: [{ uri: "urn:newer" }] },
        incoming: { nodes: [{ uri: "urn:newer" }] },
      },
    });
  });

  test("sent as such has a null body, among others that have one", async () => {
    await gateway.save(partialOf("urn:partial", { slug: "partial" }), draftOf("urn:whole", { slug: "whole" }));
    const { data } = await gateway.query(
      `{ partial: article(slug: "partial") { ${BODY} } whole: article(slug: "whole") { ${BODY} } }`,
    );

    expect(data).toEqual({
      partial: { representation: "PARTIAL", body: null },
      whole: { representation: "FULL", body: { text: "Two words." } },
    });
  });
});

interface Stub {
  id: string;
  headline: string;
}

describe("The statements of a body", () => {
  const ALL = `html markdown text outline { text } wordCount
    blocks { id html text ... on RelatedStoryBlock { edge { id cursor label node { headline published { label } section { name } } } } }`;

  test("are as many for 200 inline stories as for one", async () => {
    const inlineStories = (count: number) => {
      const numbers = Array.from({ length: count }, (_, index) => index + 1);
      return {
        body: numbers.flatMap((number): StoredBlock[] => [
          paragraph({ text: `Number ${number}.` }),
          { type: "RELATED_STORY", anchor: `story-${number}` },
        ]),
        related: numbers.map((number) =>
          edgeTo(`urn:told:${number}`, {
            placement: "INLINE",
            anchor: `story-${number}`,
            publishedAt: new Date("2026-11-01T08:00:00Z"),
          }),
        ),
      };
    };
    await gateway.save(
      draftOf("urn:one", { slug: "one", ...inlineStories(1) }),
      draftOf("urn:many", { slug: "many", ...inlineStories(200) }),
    );
    const read = (slug: string) =>
      gateway.query<{ article: { body: { blocks: object[] } } }>(
        `query ($slug: String) { article(slug: $slug) { body { ${ALL} } } }`,
        { slug },
      );

    const one = await read("one");
    const many = await read("many");

    expect([one.data.article.body.blocks.length, many.data.article.body.blocks.length]).toEqual([2, 400]);
    expect([one.statementCount, many.statementCount]).toEqual([1, 1]);
  });

  test("are one more for the pictures in it, and two for the links, whatever their number", async () => {
    const pictures = [1, 2, 3].map((number) => `https://pictures.example/${number}.jpg`);
    const links = [1, 2, 3].map((number) => ({ start: 0, end: 1, href: `/articles/linked-${number}` }));
    await gateway.save(
      ...[1, 2].map((number) => draftOf(`urn:linked:${number}`, { slug: `linked-${number}` })),
      draftOf("urn:pictures", {
        slug: "pictures",
        images: pictures.map((url) => ({ url, alt: "", renditions: [] })),
        body: [...pictures.map((image): StoredBlock => ({ type: "IMAGE", image })), paragraph({ text: "x", links })],
      }),
    );
    const count = async (fields: string) =>
      (await gateway.query(`{ article(slug: "pictures") { body { ${fields} } } }`)).statementCount;

    expect(await count("wordCount outline { text }")).toBe(1);
    expect(await count("html markdown text blocks { html ... on ImageBlock { image { url caption } } }")).toBe(2);
    // The third link is looked for among former slugs, too.
    expect(
      await count("blocks(types: [PARAGRAPH]) { ... on ParagraphBlock { content { links { article { uri } } } } }"),
    ).toBe(4);
  });

  test("are two for many bodies, however many: bodies with their stories, and their pictures", async () => {
    const read = (ids: string[]) =>
      gateway.query<{ nodes: { body: { blocks: object[] } | null }[] }>(
        `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { body { ${ALL} } } } }`,
        { ids },
      );
    const { data } = await gateway.query<{ articles: { nodes: { id: string }[] } }>(
      `{ articles(first: 100) { nodes { id } } }`,
    );
    const ids = data.articles.nodes.map(({ id }) => id);

    const two = await read(ids.slice(0, 2));
    const all = await read(ids);

    expect(ids.length).toBeGreaterThan(50);
    expect([two.statementCount, all.statementCount]).toEqual([2, 2]);
  });
});

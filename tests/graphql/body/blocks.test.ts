import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGateway } from "../../support/test-gateway.ts";
import { PICTURE, STORM } from "./storm.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(...STORM);
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function bodyOf<Body>(fields: string): Promise<Body> {
  const { data, errors } = await gateway.query<{ article: { body: Body } }>(
    `{ article(slug: "storm") { body { ${fields} } } }`,
  );
  expect(errors).toBeUndefined();
  return data.article.body;
}

describe("ArticleBody.blocks", () => {
  test("every kind of block has all its fields, in reading order", async () => {
    const { blocks } = await bodyOf<{ blocks: { id: string }[] }>(`blocks {
      __typename id position html text
      ... on ParagraphBlock { content { text html } role }
      ... on HeadingBlock { content { text html } level anchor }
      ... on ListBlock { ordered items { text html } }
      ... on QuoteBlock { content { text html } attribution }
      ... on ImageBlock { image { url alt caption credit width height renditions { name href contentType width height } } }
      ... on RelatedStoryBlock { edge { kind origin placement position label score node { uri headline } } }
      ... on EmbedBlock { provider sourceUrl }
      ... on TableBlock { rows hasHeader caption }
    }`);
    const article = /^Block:(\d+):1$/.exec(blocks[0]?.id ?? "")?.[1];
    const id = (key: number | string) => `Block:${article}:${key}`;

    expect(blocks).toEqual([
      {
        __typename: "ParagraphBlock",
        id: id(1),
        position: 1,
        html: '<p class="lead">The pier &lt; the sea.</p>',
        text: "The pier < the sea.",
        content: { text: "The pier < the sea.", html: "The pier &lt; the sea." },
        role: "LEAD",
      },
      {
        __typename: "HeadingBlock",
        id: id(2),
        position: 2,
        html: '<h2 id="the-storm">The <em>storm</em></h2>',
        text: "The storm",
        content: { text: "The storm", html: "The <em>storm</em>" },
        level: 2,
        anchor: "the-storm",
      },
      {
        __typename: "ListBlock",
        id: id(3),
        position: 3,
        html: "<ol><li>Wind</li><li><strong>Water</strong></li></ol>",
        text: "1. Wind\n2. Water",
        ordered: true,
        items: [
          { text: "Wind", html: "Wind" },
          { text: "Water", html: "<strong>Water</strong>" },
        ],
      },
      {
        __typename: "ListBlock",
        id: id(4),
        position: 4,
        html: "<ul><li>Sand</li></ul>",
        text: "- Sand",
        ordered: false,
        items: [{ text: "Sand", html: "Sand" }],
      },
      {
        __typename: "QuoteBlock",
        id: id(5),
        position: 5,
        html: "<blockquote><p>It was loud.</p><footer>A keeper</footer></blockquote>",
        text: "It was loud.\n— A keeper",
        content: { text: "It was loud.", html: "It was loud." },
        attribution: "A keeper",
      },
      {
        __typename: "QuoteBlock",
        id: id(6),
        position: 6,
        html: "<blockquote><p>It was quiet.</p></blockquote>",
        text: "It was quiet.",
        content: { text: "It was quiet.", html: "It was quiet." },
        attribution: null,
      },
      {
        __typename: "ImageBlock",
        id: id(7),
        position: 7,
        html:
          `<figure><img src="${PICTURE}" alt="A pier" width="800" height="600" />` +
          '<figcaption>The pier <small class="credit">Ada Brook</small></figcaption></figure>',
        text: "The pier (Ada Brook)",
        image: {
          url: PICTURE,
          alt: "A pier",
          caption: "The pier",
          credit: "Ada Brook",
          width: 800,
          height: 600,
          renditions: [
            { name: "thumbnail", href: `${PICTURE}?w=80`, contentType: "image/jpeg", width: 80, height: null },
          ],
        },
      },
      {
        __typename: "ParagraphBlock",
        id: id(8),
        position: 8,
        html: "<p>More of it:</p>",
        text: "More of it:",
        content: { text: "More of it:", html: "More of it:" },
        role: "LEAD_IN",
      },
      {
        __typename: "RelatedStoryBlock",
        id: id("#related-1"),
        position: 9,
        html:
          '<aside class="related" data-association="related-1"><p>Analysis: ' +
          '<a href="https://news.example/articles/calm">Calm &amp; clear</a></p></aside>',
        text: "Analysis: Calm & clear",
        edge: {
          kind: "ANALYSIS",
          origin: "IMPORT",
          placement: "INLINE",
          position: 1,
          label: "Analysis",
          score: null,
          node: { uri: "urn:calm", headline: "Calm & clear" },
        },
      },
      {
        __typename: "EmbedBlock",
        id: id(9),
        position: 10,
        html: '<figure><iframe src="https://vimeo.com/1" title="vimeo" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation"></iframe></figure>',
        text: "https://vimeo.com/1",
        provider: "vimeo",
        sourceUrl: "https://vimeo.com/1",
      },
      {
        __typename: "HeadingBlock",
        id: id(10),
        position: 11,
        html: '<h3 id="damage">Damage</h3>',
        text: "Damage",
        content: { text: "Damage", html: "Damage" },
        level: 3,
        anchor: "damage",
      },
      {
        __typename: "TableBlock",
        id: id(11),
        position: 12,
        html:
          "<table><caption>Waves</caption><thead><tr><th>Place</th><th>Metres</th></tr></thead>" +
          "<tbody><tr><td>Pier</td><td>4</td></tr></tbody></table>",
        text: "Waves\nPlace | Metres\nPier | 4",
        rows: [
          ["Place", "Metres"],
          ["Pier", "4"],
        ],
        hasHeader: true,
        caption: "Waves",
      },
      {
        __typename: "TableBlock",
        id: id(12),
        position: 13,
        html: "<table><tbody><tr><td>Quay</td><td>2</td></tr></tbody></table>",
        text: "Quay | 2",
        rows: [["Quay", "2"]],
        hasHeader: false,
        caption: null,
      },
      { __typename: "DividerBlock", id: id(13), position: 14, html: "<hr />", text: "* * *" },
    ]);
  });

  test.each([
    ["[HEADING]", 100, [2, 11]],
    ["[IMAGE, RELATED_STORY]", 100, [7, 9]],
    ["[LIST, QUOTE]", 3, [3, 4, 5]],
    ["null", 2, [1, 2]],
    ["[EMBED]", 0, []],
    ["[]", 100, []],
  ])("types: %s with first: %i keeps the blocks at their places in the body", async (types, first, positions) => {
    const { blocks } = await bodyOf<{ blocks: { position: number }[] }>(
      `blocks(types: ${types}, first: ${first}) { position }`,
    );

    expect(blocks.map(({ position }) => position)).toEqual(positions);
  });

  test("two selections of blocks under two names do not disturb each other", async () => {
    const body = await bodyOf(`one: blocks(types: [IMAGE]) { position } other: blocks(types: [DIVIDER]) { position }`);

    expect(body).toEqual({ one: [{ position: 7 }], other: [{ position: 14 }] });
  });

  test("a first below 0 is PAGE_SIZE_INVALID, at its path", async () => {
    const { data, errors } = await gateway.query(
      `{ article(slug: "storm") { slug body { blocks(first: -1) { id } } } }`,
    );

    expect(data).toEqual({ article: { slug: "storm", body: null } });
    expect(errors).toMatchObject([{ path: ["article", "body", "blocks"], extensions: { code: "PAGE_SIZE_INVALID" } }]);
  });

  test("a block of a body's picture leads to the picture, an Image that can be asked for again", async () => {
    const { blocks } = await bodyOf<{ blocks: { image: { id: string } }[] }>(
      `blocks(types: [IMAGE]) { ... on ImageBlock { image { id } } }`,
    );
    const { data } = await gateway.query(`query ($id: ID!) { node(id: $id) { ... on Image { url caption } } }`, {
      id: blocks[0]?.image.id,
    });

    expect(data).toEqual({ node: { url: PICTURE, caption: "The pier" } });
  });
});

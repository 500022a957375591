import { describe, expect, test } from "vitest";
import type { BodyParts } from "../../../src/content/body/body-parts.ts";
import { outline } from "../../../src/content/body/outline.ts";
import { renderBlockHtml, renderHtml } from "../../../src/content/body/render-html.ts";
import { renderBlockMarkdown, renderMarkdown } from "../../../src/content/body/render-markdown.ts";
import { blockText, cutText, renderText } from "../../../src/content/body/render-text.ts";
import type { StoredBlock } from "../../../src/content/body/stored-body.ts";

const image = {
  url: "https://a.example/i.jpg",
  alt: "Un défilé",
  caption: 'Le « "défilé" »',
  credit: "Agence",
  width: 4,
  height: null,
};
const parts: BodyParts = {
  related: new Map([
    [
      "inline-1",
      { label: "À lire aussi", headline: "Paix & guerre", url: "/articles/paix", publishedLabel: "Hier · 18:30" },
    ],
    ["unsafe", { label: "Lire", headline: "Non", url: "javascript:alert(1)" }],
  ]),
  images: new Map([[image.url, image]]),
};
const none: BodyParts = { related: new Map(), images: new Map() };
const content = {
  text: "Un gros\nmot",
  html: 'Un <strong>gros</strong><br /><a href="/a_b">mot</a>',
  links: [{ start: 8, end: 11, href: "/a_b" }],
};

const cases: [StoredBlock, { html: string; markdown: string; text: string }][] = [
  [
    { type: "PARAGRAPH", role: "LEAD", content },
    {
      html: '<p class="lead">Un <strong>gros</strong><br /><a href="/a_b">mot</a></p>',
      markdown: "Un **gros**\\\n[mot](/a\\_b)",
      text: "Un gros\nmot",
    },
  ],
  [
    { type: "PARAGRAPH", role: "BODY", content: { text: "1. a < b & *c* #d" } },
    { html: "<p>1. a &lt; b &amp; *c* #d</p>", markdown: "1\\. a \\< b & \\*c\\* #d", text: "1. a < b & *c* #d" },
  ],
  [
    { type: "HEADING", level: 3, anchor: "c-2", content: { text: "Le C #" } },
    { html: '<h3 id="c-2">Le C #</h3>', markdown: "### Le C \\#", text: "Le C #" },
  ],
  [
    { type: "LIST", ordered: true, items: [{ text: "Un" }, { text: "Deux" }] },
    { html: "<ol><li>Un</li><li>Deux</li></ol>", markdown: "1. Un\n2. Deux", text: "1. Un\n2. Deux" },
  ],
  [
    { type: "LIST", ordered: false, items: [{ text: "- Un" }] },
    { html: "<ul><li>- Un</li></ul>", markdown: "- \\- Un", text: "- - Un" },
  ],
  [
    { type: "QUOTE", content: { text: "Non." }, attribution: "Kim" },
    {
      html: "<blockquote><p>Non.</p><footer>Kim</footer></blockquote>",
      markdown: "> Non.\n> \n> — Kim",
      text: "Non.\n— Kim",
    },
  ],
  [
    { type: "IMAGE", image: image.url },
    {
      html:
        '<figure><img src="https://a.example/i.jpg" alt="Un défilé" width="4" />' +
        '<figcaption>Le « "défilé" » <small class="credit">Agence</small></figcaption></figure>',
      markdown: '![Un défilé](https://a.example/i.jpg)\\\nLe « "défilé" » (Agence)',
      text: 'Le « "défilé" » (Agence)',
    },
  ],
  [
    { type: "RELATED_STORY", anchor: "inline-1" },
    {
      html:
        '<aside class="related" data-association="inline-1"><p>À lire aussi: <a href="/articles/paix">Paix &amp; guerre</a> ' +
        "<time>Hier · 18:30</time></p></aside>",
      markdown: "À lire aussi: [Paix & guerre](/articles/paix)",
      text: "À lire aussi: Paix & guerre",
    },
  ],
  [
    { type: "EMBED", provider: "youtube", sourceUrl: "https://www.youtube.com/embed/x" },
    {
      html: '<figure><iframe src="https://www.youtube.com/embed/x" title="youtube" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation"></iframe></figure>',
      markdown: "[youtube](https://www.youtube.com/embed/x)",
      text: "https://www.youtube.com/embed/x",
    },
  ],
  [
    { type: "TABLE", rows: [["An", "N|b"], ["2023"]], hasHeader: true, caption: "Pertes" },
    {
      html:
        "<table><caption>Pertes</caption><thead><tr><th>An</th><th>N|b</th></tr></thead>" +
        "<tbody><tr><td>2023</td></tr></tbody></table>",
      markdown: "Pertes\n\n| An | N\\|b |\n| --- | --- |\n| 2023 |  |",
      text: "Pertes\nAn | N|b\n2023",
    },
  ],
  [{ type: "DIVIDER" }, { html: "<hr />", markdown: "---", text: "* * *" }],
];

describe.each(cases)("the block %j", (block, expected) => {
  test("as HTML, Markdown and text", () => {
    expect({
      html: renderBlockHtml(block, parts),
      markdown: renderBlockMarkdown(block, parts),
      text: blockText(block, parts),
    }).toEqual(expected);
  });
});

describe("a body", () => {
  const missing: StoredBlock[] = [
    { type: "RELATED_STORY", anchor: "inline-1" },
    { type: "IMAGE", image: image.url },
    { type: "EMBED", provider: "x", sourceUrl: "javascript:alert(1)" },
  ];
  const un: StoredBlock = { type: "PARAGRAPH", role: "BODY", content: { text: "Un" } };

  test("leaves out in every form what is not there or must not be shown", () => {
    const blocks: StoredBlock[] = [un, ...missing, un];
    expect(renderHtml(blocks, none)).toBe("<p>Un</p>\n<p>Un</p>");
    expect(renderMarkdown(blocks, none)).toBe("Un\n\nUn");
    expect(renderText(blocks, none)).toBe("Un\n\nUn");
    expect(renderHtml([{ type: "RELATED_STORY", anchor: "unsafe" }], parts)).toBe("");
  });

  test("lists in a row stay apart in Markdown", () => {
    const list: StoredBlock = { type: "LIST", ordered: false, items: [{ text: "a" }] };
    expect(renderMarkdown([list, list, list], none)).toBe("- a\n\n* a\n\n- a");
  });

  test("its outline is its headings", () => {
    const heading: StoredBlock = { type: "HEADING", level: 2, anchor: "un", content: { text: "Un" } };
    expect(outline([un, heading])).toEqual([{ level: 2, text: "Un", anchor: "un" }]);
  });
});

describe("renderText with a limit", () => {
  test.each([
    ["Un deux trois", 13, "Un deux trois"],
    ["Un deux trois", 12, "Un deux…"],
    ["Un deux trois", 8, "Un deux…"],
    ["Un deux trois", 7, "Un…"],
    ["Un deux trois", 1, "…"],
    ["Un deux trois", 0, ""],
    ["👩‍👩‍👧👩‍👩‍👧", 10, "👩‍👩‍👧…"],
    ["👩‍👩‍👧👩‍👩‍👧", 8, "…"],
    ["東京東京東京", 4, "東京東…"],
  ])("%s in %i", (text, maxChars, expected) => {
    expect(cutText(text, maxChars)).toBe(expected);
  });

  test("cuts across blocks", () => {
    const block: StoredBlock = { type: "PARAGRAPH", role: "BODY", content: { text: "Un deux" } };
    expect(renderText([block, block, block], none, 12)).toBe("Un deux\n\nUn…");
  });
});

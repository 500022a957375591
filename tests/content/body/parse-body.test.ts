import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseBody } from "../../../src/content/body/parse-body.ts";

const baseUrl = "https://journal.example/articles/soldats";
const blocks = (html: string) => parseBody(html, { baseUrl }).blocks;
const paragraph = (text: string, role = "BODY") => ({ type: "PARAGRAPH", role, content: { text } });

describe("parseBody of paragraphs", () => {
  test.each([
    [
      "white space collapsed, no-break space kept",
      "<p>\n  3\u00a0000   soldats\t</p>",
      [paragraph("3\u00a0000 soldats")],
    ],
    ["lead-in by its colon", "<p>Mesures\u202f:</p>", [paragraph("Mesures\u202f:", "LEAD_IN")]],
    [
      "lead by its class",
      '<p class="article-chapo">Un.</p><p>Deux.</p>',
      [paragraph("Un.", "LEAD"), paragraph("Deux.")],
    ],
    [
      "lead by its container",
      '<div class="intro"><p>Un.</p></div><p>Deux.</p>',
      [paragraph("Un.", "LEAD"), paragraph("Deux.")],
    ],
    ["loose text around blocks", "Un<div>Deux</div>Trois", [paragraph("Un"), paragraph("Deux"), paragraph("Trois")]],
    ["two breaks split", "<p>Un<br><br/>Deux</p>", [paragraph("Un"), paragraph("Deux")]],
    ["nothing but space", "<p>&nbsp;</p><p> <b> </b></p>", []],
    ["CDATA is text", "<p><![CDATA[a < b]]></p>", [paragraph("a < b")]],
    ["XHTML's empty elements close", "<p/><script/><p>Un</p>", [paragraph("Un")]],
    ["NUL and lone surrogates", "<p>a\u0000b\ud800c</p>", [paragraph("ab\ufffdc")]],
  ])("%s", (_, html, expected) => {
    expect(blocks(html)).toEqual(expected);
  });

  test("inline markup is kept under one name, spaces outside the tags, empty tags gone", () => {
    expect(blocks("<p>Un <b>gros </b><i></i><font color=red>mot</font> <i class=x>ici</i>,<br>là</p>")).toEqual([
      {
        type: "PARAGRAPH",
        role: "BODY",
        content: { text: "Un gros mot ici,\nlà", html: "Un <strong>gros</strong> mot <em>ici</em>,<br />là" },
      },
    ]);
  });

  test("links: offsets in UTF-16 units, site paths stay, other relatives resolve, the rest only text", () => {
    const html =
      '<p>😀 <a href="/a b">un</a> <a href="b">deux</a> <a href="tel:1">trois</a> <a href="mailto:a@b.example">q</a></p>';
    const { blocks: found, notes } = parseBody(html, { baseUrl });
    expect(found).toEqual([
      {
        type: "PARAGRAPH",
        role: "BODY",
        content: {
          text: "😀 un deux trois q",
          html:
            '😀 <a href="/a%20b">un</a> <a href="https://journal.example/articles/b">deux</a> trois ' +
            '<a href="mailto:a@b.example">q</a>',
          links: [
            { start: 3, end: 5, href: "/a%20b" },
            { start: 6, end: 10, href: "https://journal.example/articles/b" },
            { start: 17, end: 18, href: "mailto:a@b.example" },
          ],
        },
      },
    ]);
    expect(notes).toEqual(["Link dropped: tel:1"]);
  });
});

describe("parseBody of headings, lists, quotes and tables", () => {
  test("headings: level 2 to 6, valid ids kept, other anchors made from the text, each once", () => {
    const html = '<h1>Été à Kyïv !</h1><h3 id="a.1">Un</h3><h6 id="x y">Été à Kyiv</h6><h2>東京</h2><h2>?!</h2>';
    expect(blocks(html)).toEqual([
      { type: "HEADING", level: 2, anchor: "ete-a-kyiv", content: { text: "Été à Kyïv !" } },
      { type: "HEADING", level: 3, anchor: "a.1", content: { text: "Un" } },
      { type: "HEADING", level: 6, anchor: "ete-a-kyiv-2", content: { text: "Été à Kyiv" } },
      { type: "HEADING", level: 2, anchor: "東京", content: { text: "東京" } },
      { type: "HEADING", level: 2, anchor: "section", content: { text: "?!" } },
    ]);
  });

  test("nested lists flatten in order; an image in an item follows the list", () => {
    const html = '<ol><li>Un<ul><li>Un-un</li></ul></li><li><p>Deux</p><p>suite</p><img src="/i.png" alt=""></li></ol>';
    expect(blocks(html)).toEqual([
      {
        type: "LIST",
        ordered: true,
        items: [{ text: "Un" }, { text: "Un-un" }, { text: "Deux\nsuite", html: "Deux<br />suite" }],
      },
      { type: "IMAGE", image: "https://journal.example/i.png" },
    ]);
  });

  test.each([
    ["footer", "<blockquote><p>Non.</p><footer>— Kim</footer></blockquote>", "Kim"],
    ["closing cite", "<blockquote><p>Non. <cite>Kim</cite></p></blockquote>", "Kim"],
    ["figcaption", "<figure><blockquote>Non.</blockquote><figcaption>Kim</figcaption></figure>", "Kim"],
  ])("quote with its attribution in a %s", (_, html, attribution) => {
    expect(blocks(html)).toEqual([{ type: "QUOTE", content: { text: "Non." }, attribution }]);
  });

  test("a cite in mid-sentence is no attribution", () => {
    expect(blocks("<blockquote>Dans <cite>X</cite>, non.</blockquote>")).toEqual([
      { type: "QUOTE", content: { text: "Dans X, non.", html: "Dans <cite>X</cite>, non." } },
    ]);
  });

  test("table: header, caption, nested table as text of its cell, strays after it", () => {
    const html =
      "<table>perdu<caption>Pertes</caption><thead><tr><th>An</th><th>Nombre</th></tr></thead>" +
      "<tr><td>2023</td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>";
    expect(blocks(html)).toEqual([
      {
        type: "TABLE",
        rows: [
          ["An", "Nombre"],
          ["2023", "1\n2"],
        ],
        hasHeader: true,
        caption: "Pertes",
      },
      paragraph("perdu"),
    ]);
  });

  test("a rule divides", () => {
    expect(blocks("<p>Un<hr>Deux</p>")).toEqual([paragraph("Un"), { type: "DIVIDER" }, paragraph("Deux")]);
  });
});

describe("parseBody of the seed page's body", () => {
  const html = readFileSync(new URL("../../fixtures/article-page-body.html", import.meta.url), "utf8");
  const seed = parseBody(html, { baseUrl });

  test("blocks in their order, the lead-in and the inline story in their places", () => {
    expect(seed.blocks.map((block) => (block.type === "PARAGRAPH" ? block.role : block.type))).toEqual([
      "BODY",
      "LEAD_IN",
      "BODY",
      "BODY",
      "BODY",
      "RELATED_STORY",
      "BODY",
      "BODY",
      "HEADING",
      "BODY",
    ]);
    expect(seed.notes).toEqual([]);
  });

  test("the inline story's box", () => {
    expect(seed.relatedBoxes).toEqual([
      {
        anchor: "inline-1",
        href: "https://journal.example/articles/forum-canadien-kara-mourza",
        headline: "Forum canadien honore Vladimir Kara-Mourza, critique intrépide du Kremlin",
        timeText: "Aujourd'hui · 02:04",
        datetime: "2024-11-24T02:04:00+01:00",
      },
    ]);
  });
});

describe("parseBody and what it leaves out", () => {
  test("controls and drawings are noted with their text, scripts are not", () => {
    const html =
      "<script>a()</script><style>p{}</style><form><button>Partager</button>Texte</form><svg><text>Logo</text></svg>";
    expect(parseBody(html)).toEqual({
      blocks: [paragraph("Texte")],
      images: [],
      relatedBoxes: [],
      notes: ["Dropped <button>: Partager", "Dropped <svg>: Logo"],
    });
  });

  test("fifty notes are listed, the rest counted", () => {
    const { notes } = parseBody("<button>x</button>".repeat(53));
    expect(notes).toHaveLength(51);
    expect(notes.at(-1)).toBe("…and 3 more");
  });

  test("a hundred thousand nested tags keep their text", () => {
    expect(parseBody(`${"<div><b>".repeat(50_000)}fond`).blocks).toMatchObject([{ content: { text: "fond" } }]);
  });
});

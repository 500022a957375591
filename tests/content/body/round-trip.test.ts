import { fc } from "../../support/seeded.ts";
import { micromark } from "micromark";
import sanitizeHtml from "sanitize-html";
import { describe, expect, test } from "vitest";
import type { BodyParts } from "../../../src/content/body/body-parts.ts";
import { escapeText } from "../../../src/content/body/escape-html.ts";
import { lineOf, parseFragment } from "../../../src/content/body/html-tree.ts";
import { parseBody } from "../../../src/content/body/parse-body.ts";
import { renderHtml } from "../../../src/content/body/render-html.ts";
import { renderMarkdown } from "../../../src/content/body/render-markdown.ts";
import { cutText, renderText } from "../../../src/content/body/render-text.ts";
import { partsOf } from "./parts-of.ts";
import { tagsOf } from "./tags-of.ts";

const NO_PARTS: BodyParts = { related: new Map(), images: new Map() };
const fragments = [
  ..."<p> </p> <b> </b> <i> </i> <em> <a·href=/x> <a·href=https://a.example> </a> <ul> <li> </li> </ul> <ol> </ol> <br> <h2> </h2> <h3·id=a>".split(
    " ",
  ),
  ..."<blockquote> </blockquote> <cite> </cite> <footer> <table> <tr> <td> <th> </table> <caption> <thead> <hr> <img·src=/i.png> <code>".split(
    " ",
  ),
  ..."<figure> </figure> <figcaption> </figcaption> <aside·class=related> </aside> <div> </div> <iframe·src=//v.example> </iframe>".split(
    " ",
  ),
  ..."<q> </q> <span·lang=fr> </span> <script> </script> <svg> </svg> <small> </small> <div·class=lead> mot : un, * ` \\ &lt; é 東京 😀 - 1. # &nbsp; ![".split(
    " ",
  ),
].map((piece) => piece.replace("·", " "));
const soup = fc.array(
  fc.oneof(fc.constantFrom(...fragments, " ", "\n"), fc.string({ unit: "grapheme", maxLength: 5 })),
  { maxLength: 40 },
);
const html = soup.map((pieces) => pieces.join(""));
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });

describe("parseBody", () => {
  test("reads any string without throwing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), html), (input) => parseBody(input).blocks.length >= 0),
    );
  });

  const readBack = (input: string) => {
    const first = parseBody(input);
    const second = parseBody(renderHtml(first.blocks, partsOf(first)));
    expect(second.blocks).toEqual(first.blocks);
  };

  test("reads back the blocks that renderHtml wrote", () => {
    fc.assert(fc.property(html, readBack), { numRuns: 500 });
  });

  test("reads back a quote whose attribution stands in a list, or is all of its footer", () => {
    readBack("<blockquote><ul><li><p>Words<cite>Someone</cite></p></li></ul></blockquote>");
    readBack("<blockquote><footer>Words<cite>Someone</cite></footer></blockquote>");
    expect(parseBody("<blockquote><ul><p>Words<cite>Someone").blocks).toEqual([
      { type: "QUOTE", content: { text: "Words" }, attribution: "Someone" },
    ]);
  });

  test("stores markup that a sanitiser leaves as it is, text and links that agree with it", () => {
    const policy = {
      allowedAttributes: { a: ["href"], span: ["lang"] },
      allowedTags: ["a", "em", "strong", "code", "cite", "q", "span", "br"],
    };
    fc.assert(
      fc.property(html, (input) => {
        for (const block of parseBody(input).blocks) {
          if (block.type !== "PARAGRAPH" || block.content.html === undefined) continue;
          const { content } = block;
          expect(sanitizeHtml(block.content.html, policy)).toBe(content.html);
          for (const { start, end, href } of content.links ?? []) {
            expect(content.html).toContain(`<a href="${href}">`);
            expect(content.text.slice(start, end).trim()).not.toBe("");
          }
        }
      }),
    );
  });

  test("keeps text in any script through HTML and back", () => {
    fc.assert(
      fc.property(text, (words) => {
        const { blocks } = parseBody(`<p>${escapeText(words)}</p>`);
        expect(parseBody(renderHtml(blocks, NO_PARTS)).blocks).toEqual(blocks);
        expect(renderText(blocks, NO_PARTS)).toBe(
          words
            .replace(/[\t\n\f\r ]+/g, " ")
            .replace(/^ | $/g, "")
            .replace(/^\s+$/, ""),
        );
      }),
    );
  });
});

describe("renderers", () => {
  test("never take text for a tag", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("<b>", "<script>", "<img src=x onerror=y>", "a<b", "&lt;", "</p>"),
        text,
        (tag, words) => {
          const content = { text: tag + words };
          const rendered = renderHtml(
            [
              { type: "QUOTE", content, attribution: tag },
              { type: "TABLE", rows: [[tag]], hasHeader: false, caption: tag },
            ],
            NO_PARTS,
          );
          expect(
            tagsOf(rendered)
              .map(({ name }) => name)
              .join(" "),
          ).toBe("blockquote p footer table caption tbody tr td");
        },
      ),
    );
  });

  test("Markdown reads back as the same text", () => {
    fc.assert(
      fc.property(html, (input) => {
        for (const block of parseBody(input).blocks) {
          if (block.type !== "PARAGRAPH" && block.type !== "HEADING") continue;
          const shown = micromark(renderMarkdown([block], NO_PARTS));
          expect(lineOf(parseFragment(shown.replaceAll("<br />", " ")))).toBe(
            block.content.text.replaceAll(/\s*\n\s*/g, (space) => space.replaceAll("\n", " ").replaceAll(/ +/g, " ")),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test("text is cut between words, inside no character, and never longer than asked", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 70 }), (words, maxChars) => {
        const cut = cutText(words, maxChars);
        expect(cut.length).toBeLessThanOrEqual(maxChars);
        expect(cut.isWellFormed()).toBe(true);
        expect(words.startsWith(cut.replace(/…$/, ""))).toBe(true);
      }),
    );
  });
});

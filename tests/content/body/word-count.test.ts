import { describe, expect, test } from "vitest";
import type { StoredBlock } from "../../../src/content/body/stored-body.ts";
import { storedText, textToStored } from "../../../src/content/body/stored-text.ts";
import { readingMinutes, wordCount } from "../../../src/content/body/word-count.ts";

describe("wordCount", () => {
  test.each([
    ["L'armée nord-coréenne : 3\u00a0000 « soldats » !", 5],
    ["Don't stop—it's e.g. 42%…so", 6],
    ["東京で大きな地震がありました。", 7],
    ["Kim 金正恩 a dit", 5],
    ["— … :", 0],
    ["", 0],
  ])("%s", (text, expected) => {
    expect(wordCount([{ type: "PARAGRAPH", role: "BODY", content: { text } }])).toBe(expected);
  });

  test("counts every block's own text", () => {
    const content = { text: "un deux" };
    const blocks: StoredBlock[] = [
      { type: "HEADING", level: 2, anchor: "a", content },
      { type: "LIST", ordered: false, items: [content, content] },
      { type: "QUOTE", content, attribution: "Kim Un" },
      { type: "TABLE", rows: [["un", "deux"]], hasHeader: false, caption: "trois" },
      { type: "IMAGE", image: "https://a.example/i.jpg" },
    ];
    expect(wordCount(blocks)).toBe(10);
  });
});

describe("readingMinutes", () => {
  test.each([
    [0, 1],
    [240, 1],
    [241, 2],
    [480, 2],
  ])("%i words take %i", (words, minutes) => {
    expect(readingMinutes(words)).toBe(minutes);
  });
});

describe("storedText", () => {
  test("a standfirst keeps its markup, its paragraphs become lines", () => {
    expect(
      storedText('<p>Un <i>mot</i></p><p onclick="x()">et <a href="b">deux</a></p>', { baseUrl: "https://a.example/" }),
    ).toEqual({
      text: "Un mot\net deux",
      html: 'Un <em>mot</em><br />et <a href="https://a.example/b">deux</a>',
      links: [{ start: 10, end: 14, href: "https://a.example/b" }],
    });
  });

  test("nothing is the empty text", () => {
    expect(storedText("<p> </p><script>x</script>")).toEqual({ text: "" });
  });

  test("plain text is not read as HTML", () => {
    expect(textToStored("  a <b>\n c ")).toEqual({ text: "a <b> c" });
  });
});

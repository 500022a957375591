import { fc } from "../../support/seeded.ts";
import { describe, expect, test } from "vitest";
import { shareText, summaryOf } from "../../../src/content/article/article.rules.ts";
import type { ParagraphRole, StoredBlock } from "../../../src/content/body/stored-body.ts";

const paragraph = (text: string, role: ParagraphRole = "BODY"): StoredBlock => ({
  type: "PARAGRAPH",
  role,
  content: { text },
});
const summaryOfText = (text: string) => summaryOf({ body: [paragraph(text)] });

describe("summaryOf", () => {
  test("a standfirst is the summary, whole", () => {
    const text = `${"Long. ".repeat(99)}End.`;
    expect(summaryOf({ standfirst: { text }, body: [paragraph("Body.")] })).toBe(text);
  });

  test("without a standfirst, or with a blank one, it is the first paragraph with words, LEAD_IN left out", () => {
    const body: StoredBlock[] = [
      { type: "HEADING", level: 2, anchor: "a", content: { text: "Heading" } },
      paragraph("Ce que l'on sait :", "LEAD_IN"),
      paragraph("  "),
      paragraph("Le chapô  du\njour.", "LEAD"),
      paragraph("La suite."),
    ];
    expect(summaryOf({ body })).toBe("Le chapô du jour.");
    expect(summaryOf({ standfirst: { text: " " }, body })).toBe("Le chapô du jour.");
    expect(summaryOf({ standfirst: null, body })).toBe("Le chapô du jour.");
  });

  test("with neither it is empty", () => {
    expect(summaryOf({})).toBe("");
    expect(summaryOf({ standfirst: null, body: null })).toBe("");
    expect(summaryOf({ body: [{ type: "DIVIDER" }] })).toBe("");
  });

  test("a paragraph of 300 characters is kept, a longer one ends with its last whole sentence", () => {
    const sentence = `${"a".repeat(99)}.`;
    const first = `A${"a".repeat(98)}. A${"a".repeat(97)}.`;
    expect(summaryOfText(`${first} A${sentence.slice(2)}`)).toHaveLength(300);
    expect(summaryOfText(`${first} A${sentence}`)).toBe(first);
  });

  test("an abbreviation is no end of a sentence", () => {
    const first = `La séance a été ouverte ${"très ".repeat(10)}tôt.`;
    const second = `Elle a été levée par M. Dupont ${"très ".repeat(50)}tard.`;
    expect(summaryOfText(`${first} ${second}`)).toBe(first);
  });

  test("a first sentence that is too long is cut at a word, without the comma before the ellipsis", () => {
    const text = `${"mots, ".repeat(60)}fin.`;
    expect(summaryOfText(text)).toBe(`${"mots, ".repeat(49)}mots…`);
  });

  test("a text without spaces is cut at a whole grapheme", () => {
    const family = "👨‍👩‍👧"; // 8 UTF-16 code units, one grapheme
    expect(summaryOfText(family.repeat(50))).toBe(`${family.repeat(37)}…`);
    expect(summaryOfText("a".repeat(400))).toBe(`${"a".repeat(299)}…`);
  });

  test("any paragraph gives at most 300 characters of its beginning, cut between graphemes", () => {
    const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
    const word = fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.string({ unit: "binary", maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 120 }), fc.constantFrom(" ", ". ", ""), (words, separator) => {
        const text = words.join(separator);
        const line = text.replace(/\s+/g, " ").trim();
        const summary = summaryOfText(text);
        const kept = line.startsWith(summary) ? summary : summary.slice(0, -1);

        expect(summary.length).toBeLessThanOrEqual(300);
        expect(line.startsWith(kept)).toBe(true);
        const boundaries = new Set([...graphemes.segment(line)].map(({ index }) => index)).add(line.length);
        expect(boundaries.has(kept.length)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("shareText", () => {
  test("headline and summary are joined by a dash", () => {
    expect(shareText({ headline: "Rain", summary: "It rains." })).toBe("Rain — It rains.");
  });

  test("without a summary the headline stands alone", () => {
    expect(shareText({ headline: "Rain", summary: "" })).toBe("Rain");
  });

  test("a long summary is shortened to 250 characters in all, at a sentence where there is one", () => {
    const summary = `It rains. It ${"really ".repeat(40)}does.`;
    expect(shareText({ headline: "Rain", summary })).toBe("Rain — It rains.");
    expect(shareText({ headline: "Rain", summary: "a".repeat(300) })).toBe(`Rain — ${"a".repeat(242)}…`);
  });

  test("a headline that leaves under 40 characters stands alone, whole", () => {
    const headline = "h".repeat(260);
    expect(shareText({ headline, summary: "It rains." })).toBe(headline);
  });
});

import { describe, expect, test } from "vitest";
import { parseArticleHtml } from "../../../../src/ingest/formats/article-html/parse-article-html.ts";
import { fixture } from "../fixture.ts";

const LONDON = { timeZone: "Europe/London", now: new Date("2024-11-21T12:00:00Z") };

describe("parseArticleHtml, a page of nested divs with OpenGraph only", () => {
  const { draft, notes, problems } = parseArticleHtml(fixture("article-page-messy.html"), LONDON);

  test("metadata comes from OpenGraph, the headline and marked links", () => {
    const { body, images, related, ...metadata } = draft ?? {};

    expect(problems).toEqual([]);
    expect([body, images, related].map((list) => list?.length)).toEqual([9, 2, 2]);
    expect(metadata).toEqual({
      uri: "https://courier.example/news/local/harbour-bridge-reopens.html?ref=social",
      slug: "harbour-bridge-reopens",
      headline: "Harbour bridge reopens after nine months of repairs",
      standfirst: { text: "Ferries give way to cars again, and the market hopes for its old crowds." },
      byline: "By Ana Ruiz and Tom Field",
      language: "en-GB",
      status: "PUBLISHED",
      representation: "FULL",
      publishedAt: new Date("2024-11-20T08:15:00Z"),
      updatedAt: new Date("2024-11-20T11:40:00Z"),
      section: [{ slug: "local", name: "Local" }],
      contributors: [
        { name: "Ana Ruiz", role: "AUTHOR", uri: "https://courier.example/people/ana-ruiz" },
        { name: "Tom Field", role: "AUTHOR", uri: "https://courier.example/people/tom-field" },
      ],
      tags: [
        { kind: "TOPIC", name: "Transport", relevance: 1 },
        { kind: "TOPIC", name: "Bridges", relevance: 1 },
      ],
      leadImage: "https://courier.example/media/bridge-1200.jpg",
    });
  });

  test("the body is the story's blocks in order, without scripts and pixels", () => {
    expect(draft?.body?.map(({ type }) => type)).toEqual([
      "PARAGRAPH",
      "PARAGRAPH",
      "IMAGE",
      "RELATED_STORY",
      "PARAGRAPH",
      "LIST",
      "QUOTE",
      "EMBED",
      "PARAGRAPH",
    ]);
    expect(draft?.body?.[5]).toEqual({
      type: "LIST",
      ordered: false,
      items: [
        { text: "two girders were replaced," },
        { text: "four bearings were ground and set again,", html: "four bearings were <em>ground and set</em> again," },
        { text: "the lamps were changed for quieter ones." },
      ],
    });
    expect(draft?.body?.[6]).toMatchObject({ attribution: "Mira Holm, site engineer" });
    expect(draft?.body?.[7]).toEqual({
      type: "EMBED",
      provider: "youtube",
      sourceUrl: "https://www.youtube.com/embed/abc123XYZ_0",
    });
    expect(JSON.stringify(draft)).not.toMatch(/track\(|dataLayer|pixel\.example|Terms and privacy|Home/);
  });

  test("pictures keep alternative text, caption, credit and size", () => {
    expect(draft?.images).toEqual([
      {
        url: "https://courier.example/media/bridge-1200.jpg",
        alt: "Cars queue at the foot of a steel bridge",
        width: 1200,
        height: 800,
        renditions: [],
      },
      {
        url: "https://courier.example/media/keeper.jpg",
        alt: "A man waves from a small blue car",
        caption: "The first car over the bridge.",
        credit: "Photo: Lena Ko",
        width: 800,
        height: 600,
        renditions: [],
      },
    ]);
  });

  test("the box in the text stays there, the list beside it comes at the end", () => {
    expect(draft?.related).toEqual([
      {
        target: {
          uri: "https://courier.example/news/local/ferry-timetable",
          slug: "ferry-timetable",
          headline: "Ferry timetable shrinks from Monday",
          publishedAt: new Date("2024-11-19T18:30:00Z"),
          language: "en-GB",
        },
        kind: "READ_ALSO",
        placement: "INLINE",
        anchor: "inline-1",
        label: "Read also",
      },
      {
        target: {
          uri: "https://courier.example/news/local/market-supper",
          slug: "market-supper",
          headline: "Supper on the bridge: the menu",
          publishedAt: new Date("2024-11-18T21:05:00Z"),
          language: "en-GB",
        },
        kind: "READ_ALSO",
        placement: "END",
      },
    ]);
  });

  test("what was inferred is told", () => {
    expect(notes).toEqual([
      "The page does not mark its article: Readability told which part it is.",
      "« 2024-11-20T08:15 » has no offset: read in Europe/London.",
      "« Yesterday · 18:30 » of « Ferry timetable shrinks from Monday » was taken for 2024-11-19T18:30:00.000Z, counting in Europe/London from the page's date.",
      "« November 18, 2024 · 9:05 pm » of « Supper on the bridge: the menu » was taken for 2024-11-18T21:05:00.000Z, counting in Europe/London from the page's date.",
    ]);
  });
});

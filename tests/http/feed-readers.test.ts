import { type XmlElement, XmlDocument } from "libxml2-wasm";
import { DOMParser } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../support/draft.ts";
import { startNewsroomServer } from "./newsroom-server.ts";

/** What a newsroom may write, and what a feed that says it carelessly makes of it. */
const TEXTS = [
  "<img src=x onerror=alert(1)>",
  "&lt;img src=x onerror=alert(1)&gt;",
  "&amp;lt;img src=x&amp;gt;",
  "</description><script>alert(1)</script>",
  "<!-- a --> b <![CDATA[c]]> d ]]> e",
  "&#60;b&#62; &copy; &copy 2026",
  "R&D <3 H&M, AT&T: 1 < 2 > 0",
  "L’été & le « vent »",
];

let server: Awaited<ReturnType<typeof startNewsroomServer>>;
beforeAll(async () => {
  server = await startNewsroomServer();
  const drafts = TEXTS.map((text, index) =>
    draftOf(`urn:story:${index}`, {
      headline: text,
      standfirst: { text },
      publishedAt: new Date(Date.UTC(2026, 10, 21, 8 - index)),
      section: [{ slug: `desk-${index}`, name: text }],
    }),
  );
  await server.newsroom.save(...drafts);
});
afterAll(() => server[Symbol.asyncDispose]());

const NAMESPACES = { atom: "http://www.w3.org/2005/Atom" };

/** The texts of elements, once XML is read. */
async function read(path: string, ...xpaths: string[]): Promise<string[][]> {
  using document = XmlDocument.fromString(await (await server.get(path)).text());
  return xpaths.map((xpath) => document.find(xpath, NAMESPACES).map((element) => (element as XmlElement).content));
}

/** As a page shows it that has been given it as HTML. */
function shown(html: string) {
  const { body } = new DOMParser().parseFromString(`<!doctype html><html><body>${html}</body></html>`, "text/html");
  return { text: body.textContent, elements: [...body.querySelectorAll("*")].map(({ tagName }) => tagName) };
}
const asTexts = TEXTS.map((text) => ({ text, elements: [] }));

describe("A reader of RSS, to whom descriptions and titles are HTML,", () => {
  test("shows headlines and standfirsts as they were written", async () => {
    const [titles, descriptions] = await read("/feeds/latest.rss", "//item/title", "//item/description");

    expect(descriptions?.map(shown)).toEqual(asTexts);
    expect(titles?.map(shown)).toEqual(asTexts);
  });

  test("shows what the feed is of", async () => {
    for (const [index, text] of TEXTS.entries()) {
      const parts = await read(`/feeds/sections/desk-${index}.rss`, "//channel/title", "//channel/description");

      for (const part of parts.flat()) expect(shown(part).elements).toEqual([]);
      expect(shown(parts[0]?.[0] ?? "").text).toContain(text);
    }
  });
});

test("a reader of RSS to whom titles are text shows those that say the same as HTML", async () => {
  const [titles] = await read("/feeds/latest.rss", "//item/title");

  expect(titles?.slice(-2)).toEqual(["R&D <3 H&M, AT&T: 1 < 2 > 0", "L’été & le « vent »"]);
});

test("a reader of Atom, where titles and summaries are text, shows them as they were written", async () => {
  const [titles, summaries, types] = await read(
    "/feeds/latest.atom",
    "//atom:entry/atom:title",
    "//atom:entry/atom:summary",
    "//atom:entry/*[local-name() = 'title' or local-name() = 'summary']/@type",
  );

  expect([titles, summaries, types]).toEqual([TEXTS, TEXTS, []]);
});

test("a reader of JSON Feed, where they are text, shows them as they were written", async () => {
  const { items } = (await (await server.get("/feeds/latest.json")).json()) as {
    items: { title: string; summary: string }[];
  };

  expect(items.map(({ title }) => title)).toEqual(TEXTS);
  expect(items.map(({ summary }) => summary)).toEqual(TEXTS);
});

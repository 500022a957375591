import { Readable } from "node:stream";
import FeedParser from "feedparser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, startDocumentedServer } from "./documented-newsroom.ts";

let server: Awaited<ReturnType<typeof startDocumentedServer>>;
beforeAll(async () => void (server = await startDocumentedServer()));
afterAll(() => server[Symbol.asyncDispose]());

/** By a parser that shares nothing with what wrote the feed. */
async function itemsOf(xml: string) {
  const parser = new FeedParser({});
  const items: FeedParser.Item[] = [];
  Readable.from([xml]).pipe(parser);
  for await (const item of parser) items.push(item);
  return items;
}

/** @param headline of the first, as the format writes it */
const newest = (headline: string) => [
  ["urn:news:1", headline, "https://news.example/articles/one", at(21)],
  ["urn:news:2", "Two", "https://news.example/articles/two", at(20)],
  ["urn:news:3", "Three", "https://news.example/articles/three", at(19)],
  ["urn:news:old", "Old", "https://news.example/articles/old", at(1)],
];

describe("GET /feeds", () => {
  test.each([
    // This reader leaves titles as the HTML they are.
    ["rss", "L’été &amp; &lt;le&gt; « vent »"],
    ["atom", "L’été & <le> « vent »"],
  ])("latest.%s has every item's id, title, link and date", async (format, headline) => {
    const response = await server.get(`/feeds/latest.${format}`);
    const items = await itemsOf(await response.text());

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(`application/${format}+xml; charset=utf-8`);
    expect(items.map(({ guid, title, link, pubdate }) => [guid, title, link, pubdate])).toEqual(newest(headline));
  });

  test("latest.json is JSON Feed 1.1 with related stories under _kiosque", async () => {
    const response = await server.get("/feeds/latest.json");
    const feed = (await response.json()) as { items: Record<string, unknown>[] };

    expect(response.headers.get("content-type")).toBe("application/feed+json");
    expect(feed).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      title: "The News",
      home_page_url: "https://news.example/",
      feed_url: "https://news.example/feeds/latest.json",
    });
    expect(
      feed.items.map(({ id, title, url, date_published: date }) => [id, title, url, new Date(String(date))]),
    ).toEqual(newest("L’été & <le> « vent »"));
    expect(feed.items[0]).toMatchObject({
      summary: "Un été 🌬️.",
      image: "https://news.example/pictures/sea.jpg",
      date_modified: "2026-11-21T09:00:00.000Z",
      authors: [{ name: "Ana Brook" }],
      tags: ["Climat"],
      language: "fr",
      content_html:
        '<p>Il vente.</p>\n<aside class="related" data-association="inline-1"><p>À lire aussi: <a href="https://news.example/articles/two">Two</a></p></aside>\n<p><a href="https://news.example/plus">Encore</a>.</p>',
    });
    expect(feed.items[0]?.["_kiosque"]).toMatchObject({
      section: "world/europe",
      related: [
        { uri: "urn:news:2", title: "Two", kind: "READ_ALSO", placement: "INLINE", position: 1, label: null },
        { uri: "urn:news:3", title: "Three", kind: "BACKGROUND", placement: "END", position: 1, label: "Avant" },
      ],
    });
  });

  test.each([
    ["sections/world", ["urn:news:1", "urn:news:2"]],
    ["sections/world/europe", ["urn:news:1"]],
    ["tags/climat", ["urn:news:1"]],
  ])("%s has its own stories", async (list, ids) => {
    const items = await itemsOf(await (await server.get(`/feeds/${list}.rss`)).text());

    expect(items.map(({ guid }) => guid)).toEqual(ids);
  });

  test("an RSS item says who, about what, with which picture, and what is related", async () => {
    const xml = await (await server.get("/feeds/tags/climat.rss")).text();

    for (const part of [
      '<guid isPermaLink="false">urn:news:1</guid>',
      "<dc:creator>Ana Brook</dc:creator>",
      "<category>Climat</category>",
      'url="https://news.example/pictures/sea.jpg"',
      'href="https://news.example/articles/three" rel="related"',
      "<content:encoded>",
    ])
      expect(xml).toContain(part);
  });

  test("an Atom entry has its related stories as links", async () => {
    const xml = await (await server.get("/feeds/tags/climat.atom")).text();

    expect(xml).toContain('<link href="https://news.example/articles/two" rel="related"');
    expect(xml).toContain("<id>urn:news:1</id>");
    expect(xml).toContain('xml:lang="fr"');
  });

  test.each([
    "/feeds/sections/nowhere.rss",
    "/feeds/tags/nothing.atom",
    "/feeds/latest.xml",
    "/feeds/tags/.rss",
    "/feeds/",
  ])("%s is not there", async (path) => {
    const response = await server.get(path);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "NOT_FOUND" } }] });
  });
});

describe("GET /sitemap-news.xml", () => {
  test("has the last two days, newest first", async () => {
    const response = await server.get("/sitemap-news.xml");
    const xml = await response.text();

    expect(response.headers.get("content-type")).toBe("application/xml; charset=utf-8");
    expect([...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => url)).toEqual([
      "https://news.example/articles/one",
    ]);
    expect(xml).toContain("<news:name>The News</news:name><news:language>fr</news:language>");
    expect(xml).toContain("<news:publication_date>2026-11-21T08:00:00.000Z</news:publication_date>");
    expect(xml).toContain("<news:title>L’été &amp; &lt;le&gt; « vent »</news:title>");
  });
});

describe("GET /sitemap-news.xml of quiet days", () => {
  test("is empty", async () => {
    const { clock } = server.newsroom;
    const now = clock.now;
    clock.now = new Date("2026-12-24T10:00:00Z");
    const response = await server.get("/sitemap-news.xml");
    clock.now = now;

    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^<\?xml [^>]*><urlset [^>]*><\/urlset>$/);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../support/draft.ts";
import { at, startDocumentedServer } from "./documented-newsroom.ts";

let server: Awaited<ReturnType<typeof startDocumentedServer>>;
beforeAll(async () => void (server = await startDocumentedServer()));
afterAll(() => server[Symbol.asyncDispose]());

describe("GET /articles", () => {
  test.each([
    ["one", "text/html; charset=utf-8", "<h1>L’été &amp; &lt;le&gt; « vent »</h1>"],
    ["one.html", "text/html; charset=utf-8", '<link rel="canonical" href="https://news.example/articles/one">'],
    [
      "one.md",
      "text/markdown; charset=utf-8",
      "# L’été & \\<le\\> « vent »\n\nUn été 🌬️.\n\nAna Brook · Paris · 2026-11-21T08:00:00.000Z\n\nIl vente.",
    ],
    [
      "one.txt",
      "text/plain; charset=utf-8",
      "L’été & <le> « vent »\n\nUn été 🌬️.\n\nAna Brook · Paris · 2026-11-21T08:00:00.000Z\n\nIl vente.",
    ],
    ["one.ninjs.json", "application/json", '"uri":"urn:news:1"'],
    ["one.jsonld", "application/ld+json", '"@type":"NewsArticle"'],
  ])("%s is %s", async (file, type, part) => {
    const response = await server.get(`/articles/${file}`);

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
    expect(await response.text()).toContain(part);
  });

  test("JSON-LD says what search engines ask for", async () => {
    const response = await server.get("/articles/one.jsonld");

    expect(await response.json()).toEqual({
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      "@id": "urn:news:1",
      url: "https://news.example/articles/one",
      mainEntityOfPage: {
        "@type": "WebPage",
        "@id": "https://news.example/articles/one",
        relatedLink: ["https://news.example/articles/two", "https://news.example/articles/three"],
      },
      headline: "L’été & <le> « vent »",
      alternativeHeadline: "Météo",
      description: "Un été 🌬️.",
      image: [
        {
          "@type": "ImageObject",
          url: "https://news.example/pictures/sea.jpg",
          width: { "@type": "QuantitativeValue", value: 800, unitCode: "E37" },
          height: { "@type": "QuantitativeValue", value: 600, unitCode: "E37" },
          caption: "At noon",
        },
      ],
      datePublished: "2026-11-21T08:00:00.000Z",
      dateModified: "2026-11-21T09:00:00.000Z",
      inLanguage: "fr",
      dateline: "Paris",
      articleSection: "Europe",
      keywords: ["Climat"],
      author: [{ "@type": "Person", name: "Ana Brook", "@id": "https://news.example/ana" }],
      publisher: { "@type": "NewsMediaOrganization", name: "The News", url: "https://news.example" },
      copyrightNotice: "© The News",
      wordCount: 3,
      isAccessibleForFree: true,
    });
  });

  test("a page's structured data cannot end its script", async () => {
    await server.newsroom.save(draftOf("urn:evil", { slug: "evil", headline: "</script><script>alert(1)</script>" }));
    const html = await (await server.get("/articles/evil")).text();

    expect(html.match(/<script/g)).toHaveLength(1);
    await server.newsroom.save(draftOf("urn:evil", { slug: "evil", status: "DRAFT" }));
  });

  test("the fields give the same as the documents", async () => {
    const { data } = await server.newsroom.query<{ article: { ninjs: object; jsonLd: object } }>(
      `{ article(slug: "one") { ninjs jsonLd } }`,
    );

    expect(data.article.ninjs).toEqual(await (await server.get("/articles/one.ninjs.json")).json());
    expect(data.article.jsonLd).toEqual(await (await server.get("/articles/one.jsonld")).json());
  });

  test.each(["draft", "draft.ninjs.json", "nothing.html", "one.pdf", "one.ninjs"])("%s is not there", async (file) => {
    expect((await server.get(`/articles/${file}`)).status).toBe(404);
  });

  test("a former slug leads to the present one, in the same format", async () => {
    await server.newsroom.save({ ...draftOf("urn:news:3", { headline: "Three", publishedAt: at(19) }), slug: "tres" });
    const response = await server.get("/articles/three.md");

    expect([response.status, response.headers.get("location")]).toEqual([301, "/articles/tres.md"]);
    await server.newsroom.save(draftOf("urn:news:3", { slug: "three", headline: "Three", publishedAt: at(19) }));
  });
});

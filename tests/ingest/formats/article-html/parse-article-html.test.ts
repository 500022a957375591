import { describe, expect, test } from "vitest";
import { parseArticleHtml } from "../../../../src/ingest/formats/article-html/parse-article-html.ts";
import { PARIS } from "../fixture.ts";

const URI = "https://journal.example/a/bridge-story";
const CONTEXT = { ...PARIS, sourceUrl: URI };
const TEXT = "<p>First words of the story.</p><p>Second words.</p>";

const page = ({ head = "", article = `<h1>Bridge</h1>${TEXT}`, after = "" }) =>
  `<!doctype html><html lang="fr"><head>${head}</head><body><article>${article}</article>${after}</body></html>`;
const jsonLd = (data: object) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const parse = (parts: Parameters<typeof page>[0]) => parseArticleHtml(page(parts), CONTEXT);

describe("parseArticleHtml, metadata", () => {
  test("the article of a JSON-LD graph is found among its kin, and its references followed", () => {
    const head = jsonLd({
      "@graph": [
        { "@type": "WebSite", name: "Journal" },
        {
          "@type": "NewsArticle",
          headline: "Another",
          url: "https://journal.example/a/other",
          datePublished: "2020-01-01T00:00:00Z",
        },
        {
          "@type": ["Article", "ReportageNewsArticle"],
          mainEntityOfPage: { "@id": URI },
          author: [{ "@id": "#ana" }, { "@type": "NewsMediaOrganization", name: "Wire" }, "Tom Field et Lena Ko"],
          keywords: ["Ponts", { "@type": "DefinedTerm", name: "Ville" }],
          articleSection: ["Europe"],
          datePublished: "2024-11-24T07:30:00+01:00",
          description: "Un r&eacute;sum&eacute; d&#039;ailleurs.",
          image: { "@type": "ImageObject", url: "/i/bridge.jpg", width: 1200, height: "800", caption: "Le pont" },
        },
        { "@type": "Person", "@id": "#ana", name: "Ana Ruiz", url: "/people/ana" },
        {
          "@type": "BreadcrumbList",
          itemListElement: [
            { position: 3, name: "Europe", item: "https://journal.example/monde/europe" },
            { position: 1, name: "Accueil", item: "https://journal.example/" },
            { position: 2, item: { "@id": "https://journal.example/monde", name: "Monde" } },
          ],
        },
      ],
    });
    const { draft, notes } = parseArticleHtml(page({ head: `<link rel="canonical" href="${URI}">${head}` }), PARIS);

    expect(notes).toEqual([]);
    expect(draft).toMatchObject({
      uri: URI,
      headline: "Bridge",
      standfirst: { text: "Un résumé d'ailleurs." },
      publishedAt: new Date("2024-11-24T06:30:00Z"),
      contributors: [
        { name: "Ana Ruiz", uri: "https://journal.example/people/ana", role: "AUTHOR" },
        { name: "Wire", role: "AGENCY" },
        { name: "Tom Field", role: "AUTHOR" },
        { name: "Lena Ko", role: "AUTHOR" },
      ],
      section: [
        { slug: "monde", name: "Monde" },
        { slug: "europe", name: "Europe" },
      ],
      tags: [{ name: "Ponts" }, { name: "Ville" }],
      leadImage: "https://journal.example/i/bridge.jpg",
      images: [{ url: "https://journal.example/i/bridge.jpg", caption: "Le pont", width: 1200, height: 800 }],
    });
  });

  test("JSON-LD that is no JSON is told and ignored", () => {
    const { draft, notes } = parse({ head: '<script type="application/ld+json">{"@type": NewsArticle</script>' });

    expect(draft?.headline).toBe("Bridge");
    expect(notes).toContain("A JSON-LD block of the page is not JSON: ignored.");
  });

  test.each([
    [
      "the canonical link",
      `<meta property="og:url" content="https://b.example/b"><link rel="canonical" href="https://a.example/a">`,
      "https://a.example/a",
    ],
    ["a relative canonical link", '<link rel="canonical" href="/c">', "https://journal.example/c"],
    ["og:url", '<meta property="og:url" content="https://b.example/b">', "https://b.example/b"],
    ["JSON-LD", jsonLd({ "@type": "NewsArticle", url: "https://d.example/d" }), "https://d.example/d"],
    ["where it came from, rather than a script", '<link rel="canonical" href="javascript:alert(1)">', URI],
  ])("the uri is told by %s", (_case, head, uri) => {
    expect(parse({ head }).draft?.uri).toBe(uri);
  });

  test.each([
    [
      "<time datetime>",
      { article: `<header><h1>B</h1><time datetime="2024-11-20T10:00:00Z">x</time></header>${TEXT}` },
      "2024-11-20T10:00:00.000Z",
    ],
    [
      "a printed time",
      { article: `<header><h1>B</h1><time>20 novembre 2024 · 10:00</time></header>${TEXT}` },
      "2024-11-20T09:00:00.000Z",
    ],
    ["a meta tag", { head: '<meta name="date" content="2024-11-20">' }, "2024-11-19T23:00:00.000Z"],
  ])("without JSON-LD and OpenGraph the date is told by %s", (_case, parts, at) => {
    expect(parse(parts).draft?.publishedAt?.toISOString()).toBe(at);
  });

  test("a page without a date, language or author says so or nothing", () => {
    const { draft, notes } = parseArticleHtml(`<article><h1>B</h1>${TEXT}</article>`, CONTEXT);

    expect(draft).not.toHaveProperty("publishedAt");
    expect(draft).toMatchObject({ language: "und", contributors: [] });
    expect(notes).toEqual([
      'No language given: "und" (undetermined) assumed.',
      "HIDDEN: no date is given; until the story has one, no reader sees it.",
    ]);
  });
});

describe("parseArticleHtml, content", () => {
  test.each([
    ["in its own element", '<p><span class="dateline">Lyon</span>Le pont.</p><p>Fin.</p>'],
    ["before a dash", '<p><b class="dateline">Lyon</b> — Le pont.</p><p>Fin.</p>'],
    ["above the text", '<div class="location">Lyon</div><p>Le pont.</p><p>Fin.</p>'],
  ])("the dateline %s leaves the text", (_case, article) => {
    const { draft } = parse({ article: `<h1>B</h1>${article}` });

    expect(draft?.dateline).toBe("Lyon");
    expect(draft?.body?.[0]).toEqual({ type: "PARAGRAPH", role: "BODY", content: { text: "Le pont." } });
  });

  test("a dateline that only JSON-LD marks leaves the text too", () => {
    const { draft } = parse({
      head: jsonLd({ "@type": "NewsArticle", dateline: "Lyon" }),
      article: "<h1>B</h1><p>LYON (AFP) – Le pont.</p>",
    });

    expect(draft?.dateline).toBe("Lyon");
    expect(draft?.body?.[0]).toMatchObject({ content: { text: "Le pont." } });
  });

  test("a printed standfirst is no part of the body; a description that repeats the body is none", () => {
    const printed = parse({ article: `<h1>B</h1><p class="chapo">Le pont rouvre.</p>${TEXT}` }).draft;
    const repeated = parse({ head: '<meta name="description" content="First words of the story. Second…">' }).draft;

    expect(printed?.standfirst).toEqual({ text: "Le pont rouvre." });
    expect(printed?.body).toHaveLength(2);
    expect(repeated).not.toHaveProperty("standfirst");
  });

  test("the printed byline leaves the text and tells the contributors when nothing else does", () => {
    const { draft, notes } = parse({ article: `<h1>B</h1><p class="byline">Par Ana Ruiz et Tom Field</p>${TEXT}` });

    expect(draft).toMatchObject({
      byline: "Par Ana Ruiz et Tom Field",
      contributors: [
        { name: "Ana Ruiz", role: "AUTHOR" },
        { name: "Tom Field", role: "AUTHOR" },
      ],
    });
    expect(draft?.body).toHaveLength(2);
    expect(notes).toContain("The contributors were told from the byline « Par Ana Ruiz et Tom Field ».");
  });

  test("boxes after the last words come at the end, without the page itself and without repeats", () => {
    const box = (...slugs: string[]) =>
      `<aside class="related">${slugs.map((slug) => `<li><a href="/a/${slug}">Story ${slug}</a></li>`).join("")}</aside>`;
    const { draft } = parse({ article: `<h1>B</h1>${TEXT}${box("x")}`, after: box("y", "bridge-story", "x") });

    expect(draft?.body?.map(({ type }) => type)).toEqual(["PARAGRAPH", "PARAGRAPH"]);
    expect(draft?.related.map(({ target, placement }) => [target.uri, placement])).toEqual([
      ["https://journal.example/a/x", "END"],
      ["https://journal.example/a/y", "END"],
    ]);
  });

  test("teasers that are articles too do not take the place of the story", () => {
    const long = `<p>${"Long words of the story. ".repeat(20)}</p>`;

    expect(
      parse({ article: `<h1>B</h1>${long}`, after: "<article><h2>Other</h2><p>Teaser.</p></article>" }).draft?.body,
    ).toHaveLength(1);
  });

  test("scripts, handlers and javascript: addresses never reach the draft", () => {
    const article = `<h1>B</h1><p onclick="evil()">A <a href="javascript:evil()">link</a></p><script>evil()</script><svg onload="evil()"></svg><img src="data:image/svg+xml,evil()"><aside class="related"><a href="javascript:evil()">evil story</a></aside><p>Z</p>`;

    expect(JSON.stringify(parse({ article }).draft)).not.toMatch(/evil\(|javascript:|data:|onclick/);
  });
});

describe("parseArticleHtml, bad input", () => {
  test.each([
    ["an empty file", "", ["/headline", "/body"]],
    ["binary", "\u0089PNG\r\n\u0000\u0001\uD800", ["/headline", "/body"]],
    ["a page without an article", "<html><h1>Menu</h1><ul><li>One</li></ul></html>", ["/body"]],
    ["an article without words", "<html><article><h1>B</h1><p> </p></article></html>", ["/body"]],
    ["an article without a headline", `<html><article>${TEXT}</article></html>`, ["/headline"]],
    ["endless nesting", `<h1>B</h1>${"<div>".repeat(100_000)}<p>A</p>`, ["/body"]],
    ["a headline without end", page({ article: `<h1>${"h".repeat(1_001)}</h1>${TEXT}` }), ["/headline"]],
    [
      "a language that is none",
      `<html lang="no such language"><article><h1>B</h1>${TEXT}</article></html>`,
      ["/language"],
    ],
  ])("%s is a problem", (_case, html, paths) => {
    const { draft, problems } = parseArticleHtml(html, CONTEXT);

    expect(draft).toBeUndefined();
    expect(problems.map(({ path }) => path)).toEqual(paths);
  });

  test("a page that names no address and came from none is a problem", () => {
    expect(parseArticleHtml(page({}), PARIS).problems).toEqual([
      { path: "/uri", reason: "is missing: the page names no canonical address and came from none" },
    ]);
  });
});

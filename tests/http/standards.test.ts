import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveDemo } from "../support/demo.ts";
import { draftOf } from "../support/draft.ts";
import { startNewsroomServer } from "./newsroom-server.ts";

/*
 * Documents of the demo newsroom and of stories that are hard to write down, by others' descriptions of the formats:
 * sitemaps.org's schema, schema.org's vocabulary and JSON Feed 1.1 as types, XML by libxml2.
 */

const ROOT = join(import.meta.dirname, "../..");

let server: Awaited<ReturnType<typeof startNewsroomServer>>;
beforeAll(async () => {
  server = await startNewsroomServer();
  const hard = (name: string, more: object) =>
    draftOf(name, { publishedAt: new Date("2026-11-22T09:00:00Z"), body: [], ...more });
  await server.newsroom.save(
    hard("https://wp.example/?p=1&page=2", {
      slug: "markup",
      headline: "« L’été » & <b>gras</b> ]]> 👩‍🚀",
      byline: "O'Neil & <Fils>",
    }),
    hard("urn:no iri: é <>", { slug: "controls", headline: "Control \u0001 \u000b \ufffe characters", language: "fr" }),
    hard("urn:arabic", { slug: "arabic", headline: "عنوان \u202eعربي\u202c", language: "ar" }),
    hard("urn:chinese", { slug: "chinese", headline: "標題", language: "zh-Hant" }),
  );
  await saveDemo(server.newsroom);
});
afterAll(() => server[Symbol.asyncDispose]());

const text = async (path: string) => {
  const response = await server.get(path);
  expect(response.status).toBe(200);
  return response.text();
};

describe("Documents in XML", () => {
  test.each(["rss", "atom"])("latest.%s is well-formed; its ids have no white space around them", async (format) => {
    using feed = XmlDocument.fromString(await text(`/feeds/latest.${format}`));
    const ids = feed.find(
      "//*[local-name() = 'guid' or local-name() = 'entry']/descendant-or-self::*[local-name() = 'guid' or local-name() = 'id']",
    );
    const values = ids.map((id) => id.content);

    expect(values).toContain("https://wp.example/?p=1&page=2");
    expect(values).toContain(format === "rss" ? "urn:no iri: é <>" : "urn:no%20iri:%20é%20%3C%3E");
    expect(values).toEqual(values.map((value) => value.trim()));
  });

  test("sitemap-news.xml follows the schema of sitemaps.org", async () => {
    const xsd = readFileSync(join(ROOT, "node_modules/sitemap/schema/sitemap.xsd"), "utf8");
    // What of other namespaces an entry has is described elsewhere.
    using schema = XmlDocument.fromString(xsd.replaceAll(`processContents="strict"`, `processContents="lax"`));
    using validator = XsdValidator.fromDoc(schema);
    using sitemap = XmlDocument.fromString(await text("/sitemap-news.xml"));

    expect(() => validator.validate(sitemap)).not.toThrow();
    expect(sitemap.root.find("*").length).toBeGreaterThan(4);
  });
});

describe("Documents in JSON", () => {
  test("every .jsonld is a schema.org NewsArticle, and latest.json a JSON Feed 1.1", async () => {
    const { data } = await server.newsroom.query<{ articles: { nodes: { slug: string }[] } }>(
      "{ articles(first: 100) { nodes { slug } } }",
    );
    const slugs = data.articles.nodes.map(({ slug }) => slug);
    const articles = await Promise.all(slugs.map((slug) => text(`/articles/${slug}.jsonld`)));
    const problems = typeProblems([
      `import type { NewsArticle, WithContext } from "schema-dts";`,
      `import type Feed from "@json-feed-types/1_1";`,
      ...articles.map((article, index) => `export const article${index}: WithContext<NewsArticle> = ${article};`),
      `export const feed: Feed<{ feed: {}; item: { _kiosque: any }; author: {}; hub: {}; attachment: {} }> = ${await text("/feeds/latest.json")};`,
    ]);

    expect(slugs.length).toBeGreaterThan(70);
    expect(problems).toBe("");
  });
});

/** What the compiler says of a module. */
function typeProblems(lines: readonly string[]): string {
  const directory = mkdtempSync(join(ROOT, "node_modules/.typed-"));
  try {
    writeFileSync(join(directory, "module.ts"), lines.join("\n"));
    const args = "--ignoreConfig --noEmit --strict --skipLibCheck --module preserve --target esnext --types".split(" ");
    const { stdout } = spawnSync(join(ROOT, "node_modules/.bin/tsc"), [...args, "", "module.ts"], { cwd: directory });
    return String(stdout);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

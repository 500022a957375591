import { Readable } from "node:stream";
import { SitemapStream, streamToPromise } from "sitemap";
import { articleListArgs } from "../article/article-list.relation.ts";
import { articleLists } from "../article/article.relations.ts";
import { articlePath } from "../article/article-link.rules.ts";
import type { Content } from "../content.ts";
import type { Page } from "../paging/page.ts";
import { wholeOf } from "../paging/page.ts";
import type { Selection } from "../reading/selection.ts";

const MAX_URLS = 1_000;
const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1_000;
const EMPTY = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>`;
const LISTED: Selection = { columns: ["headline", "language", "publishedAt", "slug"], to: new Map() };

/** Google's news sitemap: what was published in the last two days, at most 1,000 stories, newest first. One statement. */
export async function newsSitemap(content: Content): Promise<string> {
  const { list, relation } = articleLists.all;
  const publishedFrom = new Date(Date.parse(content.now) - TWO_DAYS_MS).toISOString();
  const page: Page = wholeOf(MAX_URLS);
  const args = { ...articleListArgs(list, { filter: { publishedFrom } }, 0), page };
  const { nodes } = await content.load({ relation, args, selection: LISTED }, 0);
  const { name, publicUrl } = content.newsroom;
  const entries = nodes.map((row) => ({
    url: publicUrl + articlePath(String(row["slug"])),
    news: {
      publication: { name, language: sitemapLanguage(String(row["language"])) },
      publication_date: String(row["publishedAt"]),
      title: String(row["headline"]),
    },
  }));
  // The library refuses to write one.
  if (entries.length === 0) return EMPTY;
  const stream = new SitemapStream({
    hostname: publicUrl,
    xmlns: { news: true, image: false, video: false, xhtml: false },
  });
  return (await streamToPromise(Readable.from(entries).pipe(stream))).toString();
}

/** ISO 639, but that the sitemap knows two sorts of Chinese. */
function sitemapLanguage(language: string): string {
  const { language: code, script, region } = new Intl.Locale(language).maximize();
  if (code !== "zh") return code;
  return script === "Hant" || region === "TW" ? "zh-tw" : "zh-cn";
}

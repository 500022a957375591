import { slices } from "../../time-slice.ts";
import { articlePath } from "../article/article-link.rules.ts";
import { findArticle } from "../article/find-article.ts";
import type { ArticleListName } from "../article/article.relations.ts";
import type { Content, Newsroom } from "../content.ts";
import { tagBySlug } from "../lookups.ts";
import type { Selection } from "../reading/selection.ts";
import { tombstoneOfSlug } from "../sources.ts";
import { htmlPageOf, markdownOf, textOf } from "./article-page.ts";
import { atomOf } from "./atom.ts";
import { type Feed, readFeed } from "./feed.ts";
import { jsonFeedOf } from "./json-feed.ts";
import { jsonLdOf } from "./json-ld.ts";
import { newsSitemap } from "./news-sitemap.ts";
import { ninjsOf } from "./ninjs.ts";
import { rssOf } from "./rss.ts";
import { type Story, storyOf, WHOLE_STORY } from "./story.ts";

/** A document as it is sent; `GONE` is a story that was withdrawn, `MOVED` one that has another slug now. */
export type FoundDocument =
  | { readonly kind: "DOCUMENT"; readonly contentType: string; readonly text: string }
  | { readonly kind: "MOVED"; readonly path: string }
  | { readonly kind: "GONE"; readonly publicText: string | null };

interface FeedFormat {
  readonly contentType: string;
  write(feed: Feed, selfUrl: string, newsroom: Newsroom): string;
}

const FEED_FORMATS: Readonly<Record<string, FeedFormat>> = {
  rss: { contentType: "application/rss+xml; charset=utf-8", write: rssOf },
  atom: { contentType: "application/atom+xml; charset=utf-8", write: atomOf },
  json: { contentType: "application/feed+json", write: jsonFeedOf },
};

interface StoryFormat {
  readonly contentType: string;
  write(story: Story, newsroom: Newsroom): string;
}

const STORY_FORMATS: Readonly<Record<string, StoryFormat>> = {
  html: { contentType: "text/html; charset=utf-8", write: htmlPageOf },
  md: { contentType: "text/markdown; charset=utf-8", write: markdownOf },
  txt: { contentType: "text/plain; charset=utf-8", write: textOf },
  "ninjs.json": {
    contentType: "application/json",
    write: (story, { publicUrl }) => JSON.stringify(ninjsOf(story, publicUrl)),
  },
  jsonld: {
    contentType: "application/ld+json",
    write: (story, newsroom) => JSON.stringify(jsonLdOf(story, newsroom)),
  },
};

const FEED_PATH =
  /^\/feeds\/(?:(latest)|(sections)\/([a-z0-9/-]{1,1000})|(tags)\/([a-z0-9-]{1,160}))\.(rss|atom|json)$/;
/** Without an extension it is the page itself. */
const STORY_PATH = /^\/articles\/([a-z0-9][a-z0-9-]{0,159})(\.(?:html|md|txt|ninjs\.json|jsonld))?$/;

const TAG: Selection = { columns: ["id", "name"], to: new Map() };
const PUBLIC_TEXT: Selection = { columns: ["publicText"], to: new Map() };

/** What the newsroom publishes at a path; undefined: nothing. Each costs a handful of statements at most. */
export async function findDocument(path: string, content: Content): Promise<FoundDocument | undefined> {
  if (path === "/sitemap-news.xml")
    return { kind: "DOCUMENT", contentType: "application/xml; charset=utf-8", text: await newsSitemap(content) };
  const [, slug, extension = ""] = STORY_PATH.exec(path) ?? [];
  if (slug !== undefined) return findStory({ slug, extension }, content);
  const format = FEED_FORMATS[FEED_PATH.exec(path)?.[6] ?? ""];
  const feed = await findFeed(path, content);
  if (!feed || !format) return undefined;
  const { newsroom } = content;
  // One at a time: no other has its turn meanwhile.
  if (slices.isOver()) await slices.next(content);
  return {
    kind: "DOCUMENT",
    contentType: format.contentType,
    text: format.write(feed, newsroom.publicUrl + path, newsroom),
  };
}

async function findStory(
  { slug, extension }: { slug: string; extension: string },
  content: Content,
): Promise<FoundDocument | undefined> {
  const row = await findArticle(content, { slug }, WHOLE_STORY);
  if (!row) {
    const tombstone = await content.load({ relation: tombstoneOfSlug, args: {}, selection: PUBLIC_TEXT }, slug);
    return tombstone ? { kind: "GONE", publicText: tombstone.notice["publicText"] as string | null } : undefined;
  }
  if (row["slug"] !== slug) return { kind: "MOVED", path: articlePath(String(row["slug"])) + extension };
  const writer = STORY_FORMATS[extension.slice(1) || "html"];
  if (!writer) return undefined;
  const text = writer.write(await storyOf(row, content), content.newsroom);
  return { kind: "DOCUMENT", contentType: writer.contentType, text };
}

async function findFeed(path: string, content: Content): Promise<Feed | undefined> {
  const [, isLatest, , sectionPath, , tagSlug] = FEED_PATH.exec(path) ?? [];
  const { name, publicUrl } = content.newsroom;
  const read = (
    list: ArticleListName,
    key: number,
    about: { title: string; path: string; description?: string | null },
  ) =>
    readFeed(
      content,
      { name: list, key },
      {
        title: about.title === "" ? name : `${name} — ${about.title}`,
        description: about.description || about.title || name,
        siteUrl: publicUrl + about.path,
      },
    );
  if (isLatest) return read("all", 0, { title: "", path: "/" });
  const section = sectionPath === undefined ? undefined : content.sections.byPath.get(sectionPath);
  if (section) {
    const about = { title: section.name, path: `/${section.path}`, description: section.description };
    return read("sectionWithDescendants", section.id, about);
  }
  if (tagSlug === undefined) return undefined;
  const tag = await content.load({ relation: tagBySlug, args: {}, selection: TAG }, tagSlug);
  return tag ? read("tag", Number(tag["id"]), { title: String(tag["name"]), path: `/tags/${tagSlug}` }) : undefined;
}

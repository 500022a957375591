import {
  type AtomFeed,
  type JsonFeed,
  parseAtomFeed,
  parseJsonFeed,
  parseRdfFeed,
  parseRssFeed,
  type RdfFeed,
  type RssFeed,
} from "feedsmith";
import { draftWords } from "./atom-drafts.ts";
import { type FeedEntry, uriOf } from "./feed-entry.ts";

/** A feed as far as its entries need it. */
interface Surroundings {
  language: string | undefined;
  rights: string | undefined;
}

/** The entries of a feed in their order. @throws whatever makes it none of its format */
export const FEED_READERS = {
  rss: (text: string): FeedEntry[] => {
    const feed = parseRssFeed(text);
    return (feed.items ?? []).map((item) => rssEntry(item, { language: feed.language, rights: feed.copyright }));
  },
  rdf: (text: string): FeedEntry[] => {
    const feed = parseRdfFeed(text);
    return (feed.items ?? []).map((item) =>
      rdfEntry(item, { language: feed.dc?.languages?.[0], rights: feed.dc?.rights?.[0] }),
    );
  },
  atom: (text: string): FeedEntry[] => {
    const feed = parseAtomFeed(text);
    const nextDraft = draftWords(text);
    return (feed.entries ?? []).map((entry) => {
      const read = atomEntry(entry, { language: feed.xml?.lang, rights: feed.rights?.value });
      return { ...read, draft: nextDraft(uriOf(read)) };
    });
  },
  "json-feed": (text: string): FeedEntry[] => {
    const feed = parseJsonFeed(text);
    const authors = (feed.authors ?? []).flatMap(({ name }) => name ?? []);
    return (feed.items ?? []).map((item) => jsonEntry(item, { language: feed.language, authors }));
  },
};

export type FeedFormat = keyof typeof FEED_READERS;

function rssEntry(item: RssFeed.Item<string>, { language, rights }: Surroundings): FeedEntry {
  const { dc, media, atom, content } = item;
  const authors = dc?.creators ?? (item.authors ?? []).flatMap(({ name, email }) => name ?? email ?? []);
  return {
    id: item.guid?.value,
    link: item.link,
    title: item.title ?? dc?.titles?.[0],
    ...textOf(content?.encoded, item.description),
    published: item.pubDate ?? dc?.dates?.[0] ?? atom?.published,
    updated: atom?.updated ?? item.dcterms?.modified?.[0],
    valid: item.dcterms?.valid,
    language: dc?.languages?.[0] ?? language,
    authors,
    categories: (item.categories ?? []).flatMap(({ name, domain }) => (name ? { name, uri: domain } : [])),
    image: mediaImage(media) ?? enclosedImage(item.enclosures),
    related: relatedLinks(atom?.links),
    rights: dc?.rights?.[0] ?? rights,
  };
}

function rdfEntry({ dc, media, ...item }: RdfFeed.Item<string>, { language, rights }: Surroundings): FeedEntry {
  return {
    id: item.rdf?.about,
    link: item.link,
    title: item.title,
    ...textOf(item.content?.encoded, item.description),
    published: dc?.dates?.[0],
    updated: undefined,
    valid: item.dcterms?.valid,
    language: dc?.languages?.[0] ?? language,
    authors: dc?.creators ?? [],
    categories: (dc?.subjects ?? []).map((name) => ({ name })),
    image: mediaImage(media),
    related: relatedLinks(item.atom?.links),
    rights: dc?.rights?.[0] ?? rights,
  };
}

function atomEntry(entry: AtomFeed.Entry<string>, { language, rights }: Surroundings): FeedEntry {
  const link = entry.links?.find(({ rel }) => rel === undefined || rel === "alternate")?.href;
  return {
    id: entry.id,
    link,
    title: entry.title?.value,
    ...textOf(entry.content?.value, entry.summary?.value),
    published: entry.published ?? entry.updated,
    updated: entry.updated,
    valid: entry.dcterms?.valid,
    language: entry.xml?.lang ?? entry.content?.xml?.lang ?? language,
    authors: (entry.authors ?? []).flatMap(({ name }) => name ?? []),
    categories: (entry.categories ?? []).flatMap(({ label, term }) => {
      const name = label ?? term;
      return name === undefined ? [] : { name };
    }),
    image:
      mediaImage(entry.media) ??
      enclosedImage(entry.links?.flatMap(({ rel, href, type }) => (rel === "enclosure" ? { url: href, type } : []))),
    related: relatedLinks(entry.links),
    rights: entry.rights?.value ?? rights,
  };
}

function jsonEntry(
  item: JsonFeed.Item<string>,
  { language, authors }: { language: string | undefined; authors: string[] },
): FeedEntry {
  const names = (item.authors ?? []).flatMap(({ name }) => name ?? []);
  const image = item.image ?? item.banner_image;
  return {
    id: item.id,
    link: item.url ?? item.external_url,
    title: item.title,
    html: item.content_html ?? (item.content_text && asHtml(item.content_text)),
    summary: item.summary,
    published: item.date_published,
    updated: item.date_modified,
    language: item.language ?? language,
    authors: names.length > 0 ? names : authors,
    categories: (item.tags ?? []).map((name) => ({ name })),
    image: image === undefined ? undefined : { url: image },
    related: [],
    rights: undefined,
  };
}

/** A description beside a whole text sums it up; alone, one that has paragraphs is the text itself. */
function textOf(whole: string | undefined, description: string | undefined) {
  if (whole !== undefined) return { html: whole, summary: description };
  return description !== undefined && /<p[\s>]/i.test(description)
    ? { html: description, summary: undefined }
    : { html: undefined, summary: description };
}

const asHtml = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`)
    .join("");

function mediaImage(media: RssFeed.Item<string>["media"]): FeedEntry["image"] {
  const contents = [...(media?.contents ?? []), ...(media?.groups ?? []).flatMap((group) => group.contents ?? [])];
  const picture = contents.find(({ medium, type, url }) => url && (medium === "image" || type?.startsWith("image/")));
  if (picture?.url) return { url: picture.url, alt: picture.description?.value ?? media?.description?.value };
  const thumbnail = media?.thumbnails?.[0]?.url;
  return thumbnail === undefined ? undefined : { url: thumbnail };
}

function enclosedImage(
  enclosures: readonly { url?: string | undefined; type?: string | undefined }[] | undefined,
): FeedEntry["image"] {
  const picture = enclosures?.find(({ type, url }) => url && type?.startsWith("image/"));
  return picture?.url ? { url: picture.url } : undefined;
}

const relatedLinks = (links: AtomFeed.Entry<string>["links"]): FeedEntry["related"] =>
  (links ?? []).flatMap(({ rel, href, title }) => (rel === "related" && href ? { url: href, title } : []));

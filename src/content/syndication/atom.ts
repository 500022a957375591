import { generateAtomFeed } from "feedsmith";
import type { Newsroom } from "../content.ts";
import { authorNames, type Feed, fullText, relatedLinks, updatedAt } from "./feed.ts";
import { absolute } from "./address.ts";
import type { Story } from "./story.ts";
import { asIri, inXml } from "./xml-text.ts";

/** Atom (RFC 4287). */
export function atomOf(feed: Feed, selfUrl: string, { name, publicUrl }: Newsroom): string {
  const document = generateAtomFeed({
    id: selfUrl,
    title: { value: feed.title },
    subtitle: { value: feed.description },
    updated: updatedAt(feed),
    // An entry without an author needs one of the feed's.
    authors: [{ name, uri: publicUrl }],
    generator: { text: "Kiosque" },
    links: [
      { href: selfUrl, rel: "self", type: "application/atom+xml" },
      { href: feed.siteUrl, rel: "alternate", type: "text/html" },
    ],
    entries: feed.stories.map((story) => entryOf(story, publicUrl)),
  });
  return inXml(document);
}

function entryOf(story: Story, publicUrl: string) {
  const { leadImage, publishedAt } = story;
  const html = fullText(story, publicUrl);
  const authors = authorNames(story).map((name) => ({ name }));
  return {
    id: asIri(story.uri),
    title: { value: story.headline },
    updated: new Date(story.updatedAt ?? publishedAt ?? story.modifiedAt),
    ...(publishedAt === null ? {} : { published: new Date(publishedAt) }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(story.summary === "" ? {} : { summary: { value: story.summary } }),
    ...(html === undefined ? {} : { content: { type: "html", value: html } }),
    ...(story.copyrightNotice === null ? {} : { rights: { value: story.copyrightNotice } }),
    xml: { lang: story.language },
    categories: [
      ...story.sections.slice(-1).map(({ path, name }) => ({ term: path, label: name, scheme: `${publicUrl}/` })),
      ...story.tags.map(({ slug, name }) => ({ term: slug, label: name })),
    ],
    links: [
      { href: story.url, rel: "alternate", type: "text/html" },
      ...(leadImage === null
        ? []
        : [{ href: absolute(leadImage.url, publicUrl), rel: "enclosure", title: leadImage.alt }]),
      ...relatedLinks(story),
    ],
  };
}

import { generateRssFeed } from "feedsmith";
import type { Newsroom } from "../content.ts";
import { escapeText } from "../body/escape-html.ts";
import { authorNames, type Feed, fullText, relatedLinks, updatedAt } from "./feed.ts";
import { absolute } from "./address.ts";
import type { Story } from "./story.ts";
import { titleHtml } from "./title-html.ts";
import { inXml } from "./xml-text.ts";

/**
 * RSS 2.0, with the modules readers know: content, dc, media, and atom for what RSS has no word for. Descriptions are HTML by
 * custom, and so are titles to most readers.
 */
export function rssOf(feed: Feed, selfUrl: string, { publicUrl }: Newsroom): string {
  const document = generateRssFeed({
    title: titleHtml(feed.title),
    link: feed.siteUrl,
    description: escapeText(feed.description),
    ...(feed.language === null ? {} : { language: feed.language }),
    lastBuildDate: updatedAt(feed),
    generator: "Kiosque",
    atom: { links: [{ href: selfUrl, rel: "self", type: "application/rss+xml" }] },
    items: feed.stories.map((story) => itemOf(story, publicUrl)),
  });
  return inXml(document);
}

function itemOf(story: Story, publicUrl: string) {
  const { leadImage, publishedAt } = story;
  const html = fullText(story, publicUrl);
  return {
    title: titleHtml(story.headline),
    link: story.url,
    guid: { value: story.uri, isPermaLink: false },
    ...(story.summary === "" ? {} : { description: escapeText(story.summary) }),
    ...(publishedAt === null ? {} : { pubDate: new Date(publishedAt) }),
    categories: [
      ...story.sections.slice(-1).map(({ name }) => ({ name })),
      ...story.tags.map(({ name, uri }) => ({ name, ...(uri === null ? {} : { domain: uri }) })),
    ],
    dc: {
      creators: authorNames(story),
      languages: [story.language],
    },
    ...(html === undefined ? {} : { content: { encoded: html } }),
    ...(leadImage === null
      ? {}
      : {
          media: {
            contents: [
              { url: absolute(leadImage.url, publicUrl), medium: "image", description: { value: leadImage.alt } },
            ],
          },
        }),
    atom: {
      links: relatedLinks(story),
    },
  };
}

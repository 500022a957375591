import type { Newsroom } from "../content.ts";
import { renderText } from "../body/render-text.ts";
import { authorNames, type Feed, fullText } from "./feed.ts";
import { absolute } from "./address.ts";
import type { Story } from "./story.ts";

/** JSON Feed 1.1; what it has no name for is under `_kiosque`. */
export function jsonFeedOf(feed: Feed, selfUrl: string, { publicUrl }: Newsroom): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    description: feed.description,
    home_page_url: feed.siteUrl,
    feed_url: selfUrl,
    ...(feed.language === null ? {} : { language: feed.language }),
    items: feed.stories.map((story) => itemOf(story, publicUrl)),
  });
}

function itemOf(story: Story, publicUrl: string) {
  const html = fullText(story, publicUrl);
  return {
    id: story.uri,
    url: story.url,
    title: story.headline,
    ...(story.summary === "" ? {} : { summary: story.summary }),
    // An item must have one of the two.
    ...(html === undefined ? { content_text: textOf(story) } : { content_html: html }),
    ...(story.leadImage ? { image: absolute(story.leadImage.url, publicUrl) } : {}),
    ...(story.publishedAt === null ? {} : { date_published: story.publishedAt }),
    ...(story.updatedAt === null ? {} : { date_modified: story.updatedAt }),
    authors: authorNames(story).map((name) => ({ name })),
    tags: story.tags.map(({ name }) => name),
    language: story.language,
    _kiosque: {
      section: story.sections.at(-1)?.path ?? null,
      urgency: story.urgency,
      related: story.related.map(({ uri, url, headline, kind, placement, position, label }) => ({
        uri,
        url,
        title: headline,
        kind,
        placement,
        position,
        label,
      })),
    },
  };
}

const textOf = ({ body, summary, headline }: Story) =>
  (body && renderText(body.blocks, body.parts)) || summary || headline;

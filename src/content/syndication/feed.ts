import type { Content } from "../content.ts";
import { articleListArgs } from "../article/article-list.relation.ts";
import { type ArticleListName, articleLists } from "../article/article.relations.ts";
import { renderHtml } from "../body/render-html.ts";
import { inFull } from "./address.ts";
import { type Story, storyOf, WHOLE_STORY } from "./story.ts";

/** The newest stories of a list, and what the list is called. */
export interface Feed {
  readonly title: string;
  readonly description: string;
  /** The page that shows the list to readers. */
  readonly siteUrl: string;
  /** Newest first. */
  readonly stories: readonly Story[];
  /** Of all stories; null: of several languages. */
  readonly language: string | null;
}

const FEED_SIZE = 50;

/** One statement, and one more for the pictures in bodies. */
export async function readFeed(
  content: Content,
  { name, key }: { name: ArticleListName; key: number },
  about: Pick<Feed, "title" | "description" | "siteUrl">,
): Promise<Feed> {
  const { list, relation } = articleLists[name];
  const args = articleListArgs(list, { first: FEED_SIZE }, key);
  const { nodes } = await content.load({ relation, args, selection: WHOLE_STORY }, key);
  const stories = await Promise.all(nodes.map((row) => storyOf(row, content)));
  const [language = null, ...others] = new Set(stories.map((story) => story.language));
  return { ...about, stories, language: others.length > 0 ? null : language };
}

/** The full text, where there is one that the caller may have; its addresses in full, as it is read elsewhere. */
export const fullText = ({ body }: Story, publicUrl: string): string | undefined =>
  body ? inFull(renderHtml(body.blocks, body.parts), publicUrl) : undefined;

/** Names of those who made it, else the byline as printed; none when it has neither. */
export const authorNames = ({ contributors, byline }: Story): string[] =>
  contributors.length > 0 || byline === null ? contributors.map(({ name }) => name) : [byline];

/** Related stories as Atom's links, which RSS borrows. */
export const relatedLinks = ({ related }: Story) =>
  related.map(({ url, headline, language }) => ({ href: url, rel: "related", title: headline, hreflang: language }));

/** When a list last changed as far as its stories tell; the epoch when it has none. */
export const updatedAt = ({ stories }: Feed): Date =>
  new Date(
    Math.max(0, ...stories.map((story) => Date.parse(story.updatedAt ?? story.publishedAt ?? story.modifiedAt))),
  );

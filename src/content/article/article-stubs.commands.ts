import type { EntityManager } from "@mikro-orm/sql";
import type { ArticleDraft, RelatedDraft } from "./article.draft.ts";
import { readArticles } from "./article-rows.commands.ts";
import type { ArticleWrite, HeldArticle } from "./article-write.ts";

/** The articles we have of those the drafts point at and do not bring along themselves, by URI. */
export async function knownTargets(
  em: EntityManager,
  drafts: readonly ArticleDraft[],
): Promise<Map<string, HeldArticle>> {
  const own = new Set(drafts.map(({ uri }) => uri));
  const uris = drafts.flatMap(({ related }) => related.map(({ target }) => target.uri)).filter((uri) => !own.has(uri));
  return uris.length === 0 ? new Map() : readArticles(em, uris);
}

/**
 * PARTIAL articles for the targets nobody has told us about, from what the edges say of them. One without a time is a
 * DRAFT, which nobody sees, until an edge brings its time or the story itself arrives.
 */
export function stubsFor(drafts: readonly ArticleDraft[], known: ReadonlyMap<string, HeldArticle>): ArticleWrite[] {
  const own = new Set(drafts.map(({ uri }) => uri));
  const stubs = new Map<string, ArticleWrite>();
  for (const { related, language } of drafts) {
    for (const { target } of related) {
      const held = known.get(target.uri);
      const isStub = held === undefined || isUndatedStub(held);
      if (own.has(target.uri) || !isStub || stubs.get(target.uri)?.draft.publishedAt) continue;
      if (target.publishedAt || (held === undefined && !stubs.has(target.uri)))
        stubs.set(target.uri, stubOf(target, { language, held }));
    }
  }
  return [...stubs.values()];
}

const isUndatedStub = ({ contentHash, hasTime, representation }: HeldArticle): boolean =>
  representation === "PARTIAL" && contentHash === null && !hasTime;

function stubOf(
  { uri, slug, headline, publishedAt, language }: RelatedDraft["target"],
  article: { language: string; held: HeldArticle | undefined },
): ArticleWrite {
  return {
    draft: {
      uri,
      headline,
      ...(slug === undefined ? {} : { slug }),
      ...(publishedAt === undefined ? {} : { publishedAt }),
      language: language ?? article.language,
      status: publishedAt === undefined ? "DRAFT" : "PUBLISHED",
      representation: "PARTIAL",
      contributors: [],
      tags: [],
      images: [],
      related: [],
    },
    edition: { sourceVersion: 0, updatedAt: null, contentHash: null, representation: "PARTIAL" },
    bodyJson: "",
    version: 0,
    held: article.held,
  };
}

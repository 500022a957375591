import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ArticleDraft, RelatedDraft } from "./article.draft.ts";
import { NO_EDITION } from "./article-outcome.rules.ts";
import { readArticles } from "./article-rows.commands.ts";
import type { ArticleWrite, HeldArticle } from "./article-write.ts";
import { NO_FACTS, NOT_PUBLISHED } from "./publication.rules.ts";
import { recallHolds } from "./source-holds.commands.ts";

/** The articles we have of those the drafts point at and do not bring along themselves, by URI. */
export async function knownTargets(
  em: EntityManager,
  drafts: readonly ArticleDraft[],
): Promise<Map<string, HeldArticle>> {
  const own = new Set(drafts.map(({ uri }) => uri));
  const uris = drafts.flatMap(({ related }) => related.map(({ target }) => target.uri)).filter((uri) => !own.has(uri));
  return uris.length === 0 ? new Map() : readArticles(em, uris);
}

/** Stubs for the targets that nobody has told us about: `settleStubs` shows them, unless their source holds them back. */
export async function stubsFor(
  em: EntityManager,
  drafts: readonly ArticleDraft[],
  known: ReadonlyMap<string, HeldArticle>,
): Promise<ArticleWrite[]> {
  const own = new Set(drafts.map(({ uri }) => uri));
  const stubs = new Map<string, ArticleWrite>();
  for (const { related, language } of drafts)
    for (const { target } of related)
      if (!own.has(target.uri) && !known.has(target.uri) && !stubs.has(target.uri))
        stubs.set(target.uri, stubOf(target, language));
  if (stubs.size === 0) return [];
  const memory = await recallHolds(em, [...stubs.keys()]);
  return [...stubs].map(([uri, stub]) => ({ ...stub, ...memory.of(uri) }));
}

export const stubOf = ({ uri, slug, headline, language }: RelatedDraft["target"], around: string): ArticleWrite => ({
  draft: {
    uri,
    headline,
    ...(slug === undefined ? {} : { slug }),
    language: language ?? around,
    status: "DRAFT",
    representation: "PARTIAL",
    contributors: [],
    tags: [],
    images: [],
    related: [],
  },
  facts: NO_FACTS,
  publication: NOT_PUBLISHED,
  edition: NO_EDITION,
  bodyJson: "",
  version: 0,
  held: undefined,
  deskFields: [],
  changedAt: null,
});

/** The stubs that these articles point at. */
export async function stubsOf(em: EntityManager, articleIds: readonly number[]): Promise<number[]> {
  if (articleIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct r.target_id as id from related_stories as r join articles as t on t.id = r.target_id and t.version = 0
    where r.article_id = any(${articleIds}::bigint[])`.execute(em.getKysely());
  return rows.map(({ id }) => Number(id));
}

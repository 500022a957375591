import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ChangeKind } from "../../database/vocabulary.ts";
import { type RecordedChange, recordChanges } from "../change/record-changes.ts";
import { ensureContributors } from "../contributor/contributor.commands.ts";
import { saveImages } from "../image/image.commands.ts";
import { type EdgesOf, type RelatedTargets, replaceRelated } from "../related-story/related-story.commands.ts";
import { ensureSections } from "../section/section.commands.ts";
import { queueSuggestions } from "../suggestion/suggestion-queue.commands.ts";
import { ensureTags } from "../tag/tag.commands.ts";
import { replaceContributions, replacePictures, replaceTaggings } from "./article-credits.commands.ts";
import { writeRows } from "./article-rows.commands.ts";
import { chooseSlugs } from "./article-slugs.commands.ts";
import { knownTargets, stubsFor } from "./article-stubs.commands.ts";
import { type NewVersion, recordVersions } from "./article-versions.commands.ts";
import type { ArticleWrite } from "./article-write.ts";
import { listInSections, refreshCopies } from "./article.listings.ts";
import { isPassing } from "./refusal.rules.ts";
import { lockWriters } from "./writers-lock.ts";

const ATTEMPTS = 3;

/** One transaction that may write articles, tried again where another writer was in the way. */
export async function writing<T>(em: EntityManager, work: (em: EntityManager) => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS - 1; ; left--) {
    try {
      return await em.transactional(async (transaction) => {
        await lockWriters(transaction);
        return work(transaction);
      });
    } catch (error) {
      if (left === 0 || !isPassing(error)) throw error;
    }
  }
}

export interface WrittenArticles {
  /** By URI, stubs included. */
  ids: Map<string, number>;
  versions: NewVersion[];
  changes: RecordedChange[];
  /** What of a draft was not kept, by URI. */
  notes: Map<string, string[]>;
}

interface WriteOptions {
  now: Date;
  /** Whose edges the drafts hold. */
  edgesOf: EdgesOf;
  /** What the log is to call it; UPDATED unless said. */
  kind?: ChangeKind;
}

/** Writes drafts with all that belongs to them, their versions and changes: the one way by which articles come to be. */
export async function writeArticles(
  em: EntityManager,
  articles: readonly ArticleWrite[],
  { now, edgesOf, kind = "UPDATED" }: WriteOptions,
): Promise<WrittenArticles> {
  if (articles.length === 0) return { ids: new Map(), versions: [], changes: [], notes: new Map() };
  const drafts = articles.map(({ draft }) => draft);
  const known = await knownTargets(em, drafts);
  const writes = [...articles, ...stubsFor(drafts, known)];
  const references = {
    sections: await ensureSections(
      em,
      drafts.flatMap(({ section }) => (section ? [section] : [])),
    ),
    images: await saveImages(
      em,
      drafts.flatMap(({ images }) => images),
    ),
    slugs: await chooseSlugs(em, writes),
  };
  const ids = await writeRows(em, writes, { ...references, now });
  const targets: RelatedTargets = new Map([...[...known].map(([uri, { id }]) => [uri, id] as const), ...ids]);
  await replaceContributions(em, articles, {
    ids,
    contributors: await ensureContributors(
      em,
      drafts.flatMap((one) => one.contributors),
    ),
  });
  await replaceTaggings(em, articles, {
    ids,
    tags: await ensureTags(
      em,
      drafts.flatMap(({ tags }) => tags),
    ),
  });
  await replacePictures(em, articles, { ids, images: references.images });
  const notes = await replaceRelated(em, articles, { targets, edgesOf });
  await refreshCopies(
    em,
    writes.flatMap(({ held }) => (held ? [held.id] : [])),
  );
  await listInSections(
    em,
    drafts.flatMap(({ uri }) => ids.get(uri) ?? []),
  );
  await queueSuggestions(em, sql`select unnest(${[...ids.values()]}::bigint[])`);
  const versions = await recordVersions(em, articles, { ids, slugs: references.slugs, now });
  const fieldsOf = new Map(versions.map((version) => [version.articleId, version.changedFields]));
  const changes = await recordChanges(
    em,
    [...ids.values()].map((articleId) => ({ articleId, kind, changedFields: fieldsOf.get(articleId) ?? [] })),
    now,
  );
  return { ids, versions, changes, notes };
}

import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ChangeKind } from "../../database/vocabulary.ts";
import { type RecordedChange, recordChanges } from "../change/record-changes.ts";
import { recordSharedChanges } from "../change/record-entity-changes.ts";
import { type IdempotentWrite, once } from "../idempotency/idempotent-write.commands.ts";
import { type EdgesOf, type RelatedTargets, replaceRelated } from "../related-story/related-story.commands.ts";
import { queueSuggestions } from "../suggestion/suggestion-queue.commands.ts";
import { replaceContributions, replacePictures, replaceTaggings } from "./article-credits.commands.ts";
import { writeRows } from "./article-rows.commands.ts";
import { chooseSlugs } from "./article-slugs.commands.ts";
import { knownTargets, stubsFor, stubsOf } from "./article-stubs.commands.ts";
import { type NewVersion, recordVersions } from "./article-versions.commands.ts";
import { type ArticleWrite, type HeldArticle, isStub } from "./article-write.ts";
import { listInSections, refreshCopies } from "./article.listings.ts";
import { isShown } from "./publication.rules.ts";
import { isPassing } from "./refusal.rules.ts";
import { revealNames } from "./reveal-names.commands.ts";
import { settleStubs } from "./settle-stubs.commands.ts";
import { saveSharedParts } from "./shared-parts.commands.ts";
import { lockWriters, writersTime } from "./writers-lock.ts";

const ATTEMPTS = 3;

/**
 * One transaction that may write articles, tried again where another writer was in the way.
 *
 * @param work is given the time of the write: the database's, taken when the lock is had, unless `now` is given
 * @param options.write asked for again, it is not done again: see once
 */
export async function writing<T>(
  em: EntityManager,
  work: (em: EntityManager, now: Date) => Promise<T>,
  { now, write }: { readonly now?: Date | undefined; readonly write?: IdempotentWrite | undefined } = {},
): Promise<T> {
  for (let left = ATTEMPTS - 1; ; left--) {
    try {
      return await once(em, write, async (transaction) => {
        await lockWriters(transaction);
        return work(transaction, now ?? (await writersTime(transaction)));
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
  /** False: mentions in what is shown already show nothing that was not. True unless said. */
  isPublishing?: boolean;
}

/** Writes drafts with all that belongs to them, their versions and changes: the one way by which articles come to be. */
export async function writeArticles(
  em: EntityManager,
  given: readonly ArticleWrite[],
  { now, edgesOf, kind = "UPDATED", isPublishing = true }: WriteOptions,
): Promise<WrittenArticles> {
  if (given.length === 0) return { ids: new Map(), versions: [], changes: [], notes: new Map() };
  const known = await knownTargets(
    em,
    given.map(({ draft }) => draft),
  );
  const articles = isPublishing ? given : given.map((write) => withPendingMentions(write, known, now));
  const drafts = articles.map(({ draft }) => draft);
  const stubs = await stubsFor(em, drafts, known);
  const writes = [...articles, ...stubs];
  const heldIds = articles.flatMap(({ held }) => held?.id ?? []);
  const mentionedBefore = await stubsOf(em, heldIds);
  const shared = await saveSharedParts(em, articles, { now, by: edgesOf });
  const slugs = await chooseSlugs(em, writes, now);
  const ids = await writeRows(em, writes, { ...shared, slugs, now });
  const fresh = new Set(stubs.map(({ draft }) => draft.uri));
  const targets: RelatedTargets = new Map([
    ...[...known].map(([uri, one]) => [uri, { id: one.id, isStub: isStub(one) }] as const),
    ...[...ids].map(([uri, id]) => [uri, { id, isStub: fresh.has(uri) }] as const),
  ]);
  await replaceContributions(em, articles, { ids, contributors: shared.contributors });
  await replaceTaggings(em, articles, { ids, tags: shared.tags });
  await replacePictures(em, articles, { ids, images: shared.images });
  const notes = await replaceRelated(em, articles, { targets, edgesOf });
  await refreshCopies(em, heldIds);
  await listInSections(
    em,
    drafts.flatMap(({ uri }) => ids.get(uri) ?? []),
  );
  await queueSuggestions(em, sql`select unnest(${[...ids.values()]}::bigint[])`);
  const mentioned = [...targets.values()].flatMap((target) => (target.isStub ? [target.id] : []));
  const settled = await settleStubs(em, [...mentionedBefore, ...mentioned], now);
  const versions = await recordVersions(em, articles, { ids, slugs, now });
  const revealed = await revealNames(em, [...ids.values()], now);
  const versionOf = new Map(versions.map((version) => [version.articleId, version]));
  const changes = await recordChanges(
    em,
    [...new Set([...ids.values(), ...settled])].map((articleId) => ({
      articleId,
      kind,
      changedFields: versionOf.get(articleId)?.changedFields ?? [],
      isForDesk: versionOf.get(articleId)?.isUnnoticed ?? false,
    })),
    now,
  );
  const changed = {
    contributors: [...shared.changed.contributors, ...revealed.contributors],
    images: [...shared.changed.images, ...revealed.images],
    sections: [...shared.changed.sections, ...revealed.sections],
    tags: [...shared.changed.tags, ...revealed.tags],
  };
  await recordSharedChanges(em, { articleIds: [...ids.values()], changed }, now);
  return { ids, versions, changes, notes };
}

/** What is shown already, and is changed without leave to publish, brings no story along that was not shown. */
function withPendingMentions(write: ArticleWrite, known: ReadonlyMap<string, HeldArticle>, now: Date): ArticleWrite {
  if (write.publication.status !== "PUBLISHED") return write;
  const related = write.draft.related.map((edge) => {
    const target = known.get(edge.target.uri);
    return target && isShown(target, now) ? edge : { ...edge, target: { ...edge.target, isPending: true } };
  });
  return { ...write, draft: { ...write.draft, related } };
}

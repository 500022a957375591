import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { ensureContributors } from "../contributor/contributor.commands.ts";
import { saveImages } from "../image/image.commands.ts";
import { type RelatedTargets, replaceRelated } from "../related-story/related-story.commands.ts";
import { ensureSections } from "../section/section.commands.ts";
import { ensureTags } from "../tag/tag.commands.ts";
import { replaceContributions, replaceTaggings } from "./article-credits.commands.ts";
import type { ArticleDraft } from "./article.draft.ts";
import { type SaveOutcome, editionOf, outcomeOf } from "./article-outcome.rules.ts";
import { readArticles, writeRows } from "./article-rows.commands.ts";
import type { ArticleWrite, HeldArticle } from "./article-write.ts";
import { chooseSlugs } from "./article-slugs.commands.ts";
import { knownTargets, stubsFor } from "./article-stubs.commands.ts";
import { listInSections, refreshCopies } from "./article.listings.ts";
import { isPassing, refusalReason } from "./refusal.rules.ts";

/** What became of one draft. Notes say what of it was not kept. */
export type SavedArticle =
  | { uri: string; id: number; outcome: SaveOutcome; notes: string[] }
  | { uri: string; id: null; outcome: "REJECTED"; reason: string; notes: string[] };

const WRITERS_LOCK = 7_126_530_002;
const ATTEMPTS = 3;

/**
 * Writes articles from outside, each whole or not at all, and answers one result a draft in their order. Articles are
 * identified by URI; the same URI twice is compared as if the second had come later. A draft that the database refuses
 * is REJECTED and the others are kept; any other failure is thrown, and nothing of the batch it happened in remains.
 *
 * @param drafts a batch of some hundreds costs as many statements as a batch of one
 * @param options.now becomes `modifiedAt` of what is written
 */
export async function saveArticles(
  em: EntityManager,
  drafts: readonly ArticleDraft[],
  options: { now: Date },
): Promise<SavedArticle[]> {
  if (drafts.length === 0) return [];
  try {
    return await attempt(() => em.transactional((transaction) => saveBatch(transaction, drafts, options.now)));
  } catch (error) {
    const reason = refusalReason(error);
    if (reason === undefined) throw error;
    const [first] = drafts;
    if (drafts.length === 1 && first) return [{ uri: first.uri, id: null, outcome: "REJECTED", reason, notes: [] }];
    const middle = Math.floor(drafts.length / 2);
    const before = await saveArticles(em, drafts.slice(0, middle), options);
    return [...before, ...(await saveArticles(em, drafts.slice(middle), options))];
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS - 1; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isPassing(error)) throw error;
    }
  }
}

async function saveBatch(em: EntityManager, drafts: readonly ArticleDraft[], now: Date): Promise<SavedArticle[]> {
  // One writer at a time: slugs, names and stubs are looked up before they are made, and must not appear in between.
  await sql`select pg_advisory_xact_lock(${WRITERS_LOCK})`.execute(em.getKysely());
  const held = await readArticles(
    em,
    drafts.map(({ uri }) => uri),
    { isLocked: true },
  );
  const { outcomes, writes } = plan(drafts, held);
  const { ids, notes } =
    writes.length === 0
      ? { ids: new Map<string, number>(), notes: new Map<string, string[]>() }
      : await write(em, writes, now);
  return drafts.map((draft, index) => {
    const id = held.get(draft.uri)?.id ?? ids.get(draft.uri);
    const outcome = outcomes[index];
    if (id === undefined || outcome === undefined) throw new Error(`Article ${draft.uri} was not written.`);
    const isWritten = outcome === "CREATED" || outcome === "UPDATED";
    return { uri: draft.uri, id, outcome, notes: isWritten ? (notes.get(draft.uri) ?? []) : [] };
  });
}

/** The outcome of each draft, and of each article the one draft that remains to be written. */
function plan(drafts: readonly ArticleDraft[], held: ReadonlyMap<string, HeldArticle>) {
  const writes = new Map<string, ArticleWrite>();
  const outcomes = drafts.map((draft) => {
    const bodyJson = draft.body ? JSON.stringify(draft.body) : "";
    const edition = editionOf(draft, bodyJson);
    const row = held.get(draft.uri);
    const outcome = outcomeOf(writes.get(draft.uri)?.edition ?? row, edition);
    if (outcome === "CREATED" || outcome === "UPDATED") writes.set(draft.uri, { draft, edition, bodyJson, held: row });
    return outcome;
  });
  return { outcomes, writes: [...writes.values()] };
}

async function write(em: EntityManager, articles: readonly ArticleWrite[], now: Date) {
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
  const notes = await replaceRelated(em, articles, targets);
  await refreshCopies(
    em,
    writes.flatMap(({ held }) => (held ? [held.id] : [])),
  );
  await listInSections(
    em,
    drafts.flatMap(({ uri }) => ids.get(uri) ?? []),
  );
  return { ids, notes };
}

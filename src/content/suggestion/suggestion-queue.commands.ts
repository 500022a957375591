import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { Sql } from "../reading/sql.ts";
import { languageOf } from "./suggestion.rules.ts";
import { listSuggestions, listSuggestionsAround } from "./suggestion-lists.commands.ts";
import { countTerms, outgrownLanguages } from "./suggestion-statistics.commands.ts";
import { indexTerms } from "./suggestion-terms.commands.ts";

/*
 * Suggestions are computed when stories are written, never when they are read. Whatever changes a story puts it into the
 * queue, in its own transaction. Few of them are taken from it at once; many when there is time: behind an ingest, at a
 * gateway's start, by `npm run suggest`. What was begun and broke off is still in the queue.
 */

/** Few enough to be computed while their writer waits. */
const AT_ONCE = 50;

/** One at a time: two that put each other into their lists would wait for each other. */
const SUGGESTIONS_LOCK = 7_126_530_004;
const INDEX_BATCH = 500;
const LIST_BATCH = 100;
/** After so many new words PostgreSQL is told how many there are, or its plans would be for an empty table. */
const MANY_INDEXED = 1_000;

/** First the words of all queued stories, then their lists. */
export interface SuggestionProgress {
  readonly stage: "words" | "lists";
  readonly done: number;
  readonly total: number;
}

export interface WorkOffOptions {
  /** Stories whose lists are found in one transaction; 100 unless told. */
  readonly batchSize?: number;
  /** Called after each batch. */
  readonly onProgress?: ((progress: SuggestionProgress) => void) | undefined;
  /** Ends the work after the batch it is at; the rest stays in the queue. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Belongs in every transaction that changes an article's words, status, time, language, section, tags, people or
 * storylines.
 *
 * @param which `select …` of the articles' ids, each once
 */
export async function queueSuggestions(em: EntityManager, which: Sql): Promise<void> {
  await sql`
    insert into suggestion_queue (article_id) ${which}
    on conflict (article_id) do update set is_indexed = false`.execute(em.getKysely());
}

export const ALL_ARTICLES = sql`select id from articles`;

/**
 * Takes these articles from the queue, and all others when they are few: finds their own suggestions, and puts them into
 * the lists of the stories for which they now are one. Takes the same number of statements for one as for fifty; more
 * than that stay in the queue.
 */
export async function suggestNow(em: EntityManager, articleIds: readonly number[]): Promise<void> {
  if (articleIds.length > AT_ONCE) return;
  await em.transactional(async (transaction) => {
    await lock(transaction);
    const queued = await take(
      transaction,
      sql`select article_id from suggestion_queue where article_id = any(${articleIds}::bigint[])
        or (select count(*) from (select from suggestion_queue limit ${AT_ONCE + 1}) as waiting) <= ${AT_ONCE}`,
    );
    if (queued.length === 0) return;
    await indexTerms(transaction, queued);
    await listSuggestions(transaction, await listSuggestionsAround(transaction, queued));
  });
}

/** Finds one article's suggestions anew, after something was dismissed: no other list changes. */
export async function relistSuggestions(em: EntityManager, articleId: number): Promise<void> {
  await lock(em);
  await listSuggestions(em, [articleId]);
}

/**
 * Takes everything from the queue, after counting words anew where a language has outgrown its statistics. Memory does
 * not grow with the queue; what is done stays done when it breaks off.
 *
 * @returns how many stories' suggestions were found
 */
export async function workOffSuggestions(em: EntityManager, options: WorkOffOptions = {}): Promise<number> {
  if ((await countQueued(em)) === 0) return 0;
  await recount(em, await outgrownLanguages(em));
  let isWhole = await isMostQueued(em);
  if (isWhole) await queueSuggestions(em, ALL_ARTICLES);
  let listed = 0;
  while (!options.signal?.aborted && (await countQueued(em)) > 0) {
    await indexQueued(em, options);
    listed += await listQueued(em, isWhole, options);
    // Whatever was queued in the meantime belongs into lists that are done.
    isWhole = false;
  }
  return listed;
}

/** Counts the words of these languages anew, and queues all their stories. */
export async function recount(em: EntityManager, languages: readonly string[]): Promise<void> {
  if (languages.length === 0) return;
  await em.transactional(async (transaction) => {
    await lock(transaction);
    await countTerms(transaction, languages);
    await queueSuggestions(
      transaction,
      sql`select a.id from articles as a where ${languageOf(sql`a`)} = any(${languages}::text[])`,
    );
  });
}

async function indexQueued(em: EntityManager, options: WorkOffOptions): Promise<void> {
  const total = await countQueued(em, sql`where not is_indexed`);
  const work = async (transaction: EntityManager) => {
    const ids = idsOf(
      await sql<{ id: string }>`
        update suggestion_queue set is_indexed = true where article_id in (
          select article_id from suggestion_queue where not is_indexed order by article_id limit ${INDEX_BATCH})
        returning article_id as id`.execute(transaction.getKysely()),
    );
    await indexTerms(transaction, ids);
    return ids.length;
  };
  const done = await byBatches(em, work, {
    batchSize: INDEX_BATCH,
    signal: options.signal,
    onBatch: (indexed) => options.onProgress?.({ stage: "words", done: indexed, total }),
  });
  if (done >= MANY_INDEXED)
    await sql`analyze suggestion_terms, suggestion_queue, taggings, contributions`.execute(em.getKysely());
}

/** @param isWhole all stories were queued: each finds its own list, and need not look for others' */
async function listQueued(em: EntityManager, isWhole: boolean, options: WorkOffOptions): Promise<number> {
  const { batchSize = LIST_BATCH, signal, onProgress } = options;
  const total = await countQueued(em, sql`where is_indexed`);
  const work = async (transaction: EntityManager) => {
    const ids = await take(
      transaction,
      sql`select article_id from suggestion_queue where is_indexed order by article_id limit ${batchSize}`,
    );
    await listSuggestions(transaction, isWhole ? ids : await listSuggestionsAround(transaction, ids));
    return ids.length;
  };
  return byBatches(em, work, {
    batchSize,
    signal,
    onBatch: (listed) => onProgress?.({ stage: "lists", done: listed, total }),
  });
}

interface Batches {
  readonly batchSize: number;
  readonly signal: AbortSignal | undefined;
  readonly onBatch: (done: number) => void;
}

/** One transaction a batch, until one is not full. @returns how many there were */
async function byBatches(
  em: EntityManager,
  work: (em: EntityManager) => Promise<number>,
  { batchSize, signal, onBatch }: Batches,
): Promise<number> {
  let done = 0;
  for (;;) {
    if (signal?.aborted) return done;
    const size = await em.transactional(async (transaction) => {
      await lock(transaction);
      return work(transaction);
    });
    done += size;
    onBatch(done);
    if (size < batchSize) return done;
  }
}

/** What is looked up is little beside the tables: PostgreSQL, which cannot know, is to go by the indexes. */
async function lock(em: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock(${SUGGESTIONS_LOCK}),
    set_config('enable_seqscan', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(em.getKysely());
}

/** Takes articles from the queue. @returns those that were in it */
async function take(em: EntityManager, which: Sql): Promise<number[]> {
  return idsOf(
    await sql<{ id: string }>`
      delete from suggestion_queue where article_id in (${which}) returning article_id as id`.execute(em.getKysely()),
  );
}

/** How many articles are in the queue. */
export async function countQueued(em: EntityManager, which: Sql = sql``): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) from suggestion_queue ${which}`.execute(em.getKysely());
  return Number(rows[0]?.count);
}

/** Whether finding all lists anew costs less than changing them, and nobody has begun. */
async function isMostQueued(em: EntityManager): Promise<boolean> {
  const { rows } = await sql<{ most: boolean }>`
    select (select count(*) from suggestion_queue) * 2 > (select count(*) from articles)
      and not exists (select from suggestion_queue where is_indexed) as most`.execute(em.getKysely());
  return rows[0]?.most === true;
}

const idsOf = ({ rows }: { rows: { id: string }[] }): number[] => rows.map(({ id }) => Number(id));

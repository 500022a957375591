import { type SavedArticle, saveArticles } from "../content/article/article.commands.ts";
import type { SourceItem } from "../content/article/article.draft.ts";
import type { StorylineDraft } from "../content/storyline/storyline.draft.ts";
import { keepValidators, type Validators, validatorsOf } from "../content/fetched-source.commands.ts";
import { refreshStatistics } from "../content/statistics.commands.ts";
import { saveStorylines } from "../content/storyline/storyline.commands.ts";
import { suggestNow } from "../content/suggestion/suggestion-queue.commands.ts";
import type { Database } from "../database/database.ts";
import type { IngestFormat, ParsedItem } from "./formats/format.ts";
import {
  addNotes,
  addProblems,
  addRefused,
  addSaved,
  addUnreadable,
  emptyReport,
  type IngestReport,
  type ItemPlace,
} from "./ingest-report.ts";
import { type IngestSource, itemsOf, type SourceContext, totalBytes } from "./ingest-source.ts";
import { holdNotes, sourceItemOf } from "./source-item.ts";

export interface IngestOptions {
  database: Pick<Database, "em">;
  sources: readonly IngestSource[];
  /** Forces a format; otherwise each source's content tells. */
  format?: IngestFormat | undefined;
  /** IANA name: where dates without an offset are read. */
  timeZone: string;
  /** What words for times are relative to. */
  now: Date;
  /** When all of it is written; each batch by the database's time unless given. */
  writtenAt?: Date | undefined;
  /** Articles a transaction, at the most; 500 unless told. */
  batchSize?: number | undefined;
  /** URLs may lead to this machine and into private networks; not unless told. */
  isPrivateAllowed?: boolean | undefined;
  /** Called after each batch. */
  onProgress?: ((progress: IngestProgress) => void) | undefined;
}

export interface IngestProgress {
  items: number;
  rejected: number;
  bytesRead: number;
  /** Undefined when a source does not say how long it is. */
  bytesTotal: number | undefined;
}

const DEFAULT_BATCH_SIZE = 500;
const MAX_BATCH_CHARACTERS = 4 * 1024 * 1024;

interface Batch {
  articles: { source: SourceItem; item: ParsedItem; place: ItemPlace }[];
  /** Written after the articles, which they refer to. */
  storylines: { draft: StorylineDraft; place: ItemPlace }[];
}

const emptyBatch = (): Batch => ({ articles: [], storylines: [] });

/**
 * Reads items from the sources and writes them in batches, each a transaction: what is written is whole, and a run that
 * broke off is completed by running it again. The next batch is read while the database works on this one; two batches
 * are all that is held of an input of any length. Suggestions of a few stories are found at once; those of more stay in
 * the queue.
 *
 * @throws what the database throws when it is the database that fails
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { database, sources, format, timeZone, now, onProgress } = options;
  const startedAt = performance.now();
  const report = { ...emptyReport(), sources: sources.length };
  const bytesTotal = await totalBytes(sources);
  let bytesRead = 0;
  const written: number[] = [];
  const onBytes = (count: number) => void (bytesRead += count);
  const fetched: (Validators & { url: string })[] = [];
  const context: SourceContext = {
    format,
    timeZone,
    now,
    onBytes,
    isPrivateAllowed: options.isPrivateAllowed ?? false,
    validatorsOf: (url) => validatorsOf(database.em(), url),
    onFetched: (source) => void fetched.push(source),
  };

  const save = async ({ articles, storylines }: Batch) => {
    const saved = await saveArticles(
      database.em(),
      articles.map(({ source }) => source),
      { now: options.writtenAt },
    );
    if (written.length <= DEFAULT_BATCH_SIZE) written.push(...saved.flatMap(({ id }) => id ?? []));
    for (const [index, { item, place }] of articles.entries()) addResult(report, { item, place }, saved[index]);
    for (const { draft, place } of storylines)
      for (const one of await saveStorylines(database.em(), [draft], { now: options.writtenAt }))
        addSaved(report, place, one);
    onProgress?.({ items: report.items, rejected: report.rejected, bytesRead, bytesTotal });
  };
  let saving = Promise.resolve();
  try {
    for await (const batch of batches(itemsOf(sources, context), report, options.batchSize)) {
      await saving;
      saving = save(batch);
      // Its failure is met at the next await; until then it must not count as unhandled.
      saving.catch(() => {});
    }
  } finally {
    await Promise.allSettled([saving]);
  }
  await saving;
  for (const source of fetched) await keepValidators(database.em(), source, now);
  if (written.length > DEFAULT_BATCH_SIZE) await refreshStatistics(database.em());
  await suggestNow(database.em(), written);
  return { ...report, durationMs: Math.round(performance.now() - startedAt) };
}

function addResult(
  report: IngestReport,
  { item, place }: { item: ParsedItem; place: ItemPlace },
  saved: SavedArticle | undefined,
): void {
  if (!saved) return;
  addSaved(report, place, saved);
  addProblems(report, place, item.problems);
  addNotes(report, place, holdNotes(item, saved));
}

/** Collects drafts into batches; what never becomes a draft goes into the report at once. */
async function* batches(
  items: ReturnType<typeof itemsOf>,
  report: IngestReport,
  batchSize = DEFAULT_BATCH_SIZE,
): AsyncGenerator<Batch> {
  let batch = emptyBatch();
  let characters = 0;
  for await (const read of items) {
    if ("unreadable" in read) {
      addUnreadable(report, read.place.source, read.unreadable);
      continue;
    }
    if ("note" in read) {
      addNotes(report, read.place, [read.note]);
      continue;
    }
    const { storyline, notes, problems } = read.item;
    const source = sourceItemOf(read.item);
    addNotes(report, read.place, notes);
    if (storyline && problems.length === 0) {
      batch.storylines.push({ draft: storyline, place: read.place });
      characters += charactersIn(storyline);
    } else if (source) {
      batch.articles.push({ source, ...read });
      characters += "body" in source ? charactersIn(source.body) : 0;
    } else {
      addRefused(report, read.place, problems);
      continue;
    }
    if (batch.articles.length + batch.storylines.length < batchSize && characters < MAX_BATCH_CHARACTERS) continue;
    yield batch;
    batch = emptyBatch();
    characters = 0;
  }
  if (batch.articles.length > 0 || batch.storylines.length > 0) yield batch;
}

/** All the text anywhere in a value: what the heavy part of a draft weighs. */
function charactersIn(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  let sum = 0;
  for (const part of Object.values(value)) sum += charactersIn(part);
  return sum;
}

import { saveArticles } from "../content/article/article.commands.ts";
import type { ArticleDraft } from "../content/article/article.draft.ts";
import type { Database } from "../database/database.ts";
import type { IngestFormat } from "./formats/format.ts";
import {
  addNotes,
  addRefused,
  addSaved,
  addUnreadable,
  emptyReport,
  type IngestReport,
  type ItemPlace,
} from "./ingest-report.ts";
import { type IngestSource, itemsOf, totalBytes } from "./ingest-source.ts";

export interface IngestOptions {
  database: Pick<Database, "em">;
  sources: readonly IngestSource[];
  /** Forces a format; otherwise each source's content tells. */
  format?: IngestFormat | undefined;
  /** IANA name: where dates without an offset are read. */
  timeZone: string;
  now: Date;
  /** Articles a transaction, at the most; 500 unless told. */
  batchSize?: number | undefined;
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
  drafts: ArticleDraft[];
  places: ItemPlace[];
}

/**
 * Reads items from the sources and writes them in batches, each a transaction: what is written is whole, and a run that
 * broke off is completed by running it again. The next batch is read while the database works on this one; two batches
 * are all that is held of an input of any length.
 *
 * @throws what the database throws when it is the database that fails
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { database, sources, format, timeZone, now, onProgress } = options;
  const startedAt = performance.now();
  const report = { ...emptyReport(), sources: sources.length };
  const bytesTotal = await totalBytes(sources);
  let bytesRead = 0;
  const onBytes = (count: number) => void (bytesRead += count);

  const save = async ({ drafts, places }: Batch) => {
    const saved = await saveArticles(database.em(), drafts, { now });
    saved.forEach((one, index) => addSaved(report, places[index] ?? { source: "", item: null }, one));
    onProgress?.({ items: report.items, rejected: report.rejected, bytesRead, bytesTotal });
  };
  let saving = Promise.resolve();
  try {
    for await (const batch of batches(
      itemsOf(sources, { format, timeZone, now, onBytes }),
      report,
      options.batchSize,
    )) {
      await saving;
      saving = save(batch);
      // Its failure is met at the next await; until then it must not count as unhandled.
      saving.catch(() => {});
    }
  } finally {
    await Promise.allSettled([saving]);
  }
  await saving;
  return { ...report, durationMs: Math.round(performance.now() - startedAt) };
}

/** Collects drafts into batches; what never becomes a draft goes into the report at once. */
async function* batches(
  items: ReturnType<typeof itemsOf>,
  report: IngestReport,
  batchSize = DEFAULT_BATCH_SIZE,
): AsyncGenerator<Batch> {
  let batch: Batch = { drafts: [], places: [] };
  let characters = 0;
  for await (const read of items) {
    if ("unreadable" in read) {
      addUnreadable(report, read.place.source, read.unreadable);
      continue;
    }
    const { draft, notes, problems } = read.item;
    addNotes(report, read.place, notes);
    if (!draft || problems.length > 0) {
      addRefused(report, read.place, problems);
      continue;
    }
    batch.drafts.push(draft);
    batch.places.push(read.place);
    characters += charactersIn(draft.body);
    if (batch.drafts.length < batchSize && characters < MAX_BATCH_CHARACTERS) continue;
    yield batch;
    batch = { drafts: [], places: [] };
    characters = 0;
  }
  if (batch.drafts.length > 0) yield batch;
}

/** All the text anywhere in a value: what the heavy part of a draft weighs. */
function charactersIn(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  let sum = 0;
  for (const part of Object.values(value)) sum += charactersIn(part);
  return sum;
}

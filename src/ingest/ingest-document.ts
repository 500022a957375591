import type { EntityManager } from "@mikro-orm/sql";
import { type SavedArticle, saveArticles } from "../content/article/article.commands.ts";
import { withoutForbiddenMoves } from "../content/desk/licensed-moves.ts";
import { type IdempotentWrite, once } from "../content/idempotency/idempotent-write.commands.ts";
import type { Move } from "../content/licence.ts";
import { suggestNow } from "../content/suggestion/suggestion-queue.commands.ts";
import { saveStorylines } from "../content/storyline/storyline.commands.ts";
import type { Database } from "../database/database.ts";
import type { ItemProblem, ParsedItem } from "./formats/format.ts";
import type { DocumentFormat, DocumentRefusal, ReadDocument } from "./read-document.ts";
import { holdNotes, sourceItemOf } from "./source-item.ts";

export interface DocumentRequest {
  document: string;
  format: DocumentFormat;
  /** What the document's words for times are relative to. */
  now: Date;
  /** When it is written; the database's time unless given. */
  writtenAt?: Date | undefined;
  /** By which a document that is asked for again is not written again. */
  write?: IdempotentWrite | undefined;
  /** False: what is new waits as a draft. */
  isPublishing: boolean;
  /** Everything is tried and nothing is kept. */
  isDryRun: boolean;
  /** Whether the caller may have a story that has a body change its section. */
  mayMove: (move: Move) => boolean;
}

/** What became of one item. */
interface DocumentItem {
  outcome: "CREATED" | "UPDATED" | "UNCHANGED" | "STALE" | "REJECTED";
  /** Null: it was rejected, or is no article. */
  articleId: number | null;
  problems: ItemProblem[];
  notes: string[];
}

/**
 * Reads documents, each whole, and writes their items in one transaction: one result an item, in their order.
 *
 * @param timeZone IANA name: where dates without an offset are read
 * @param read what makes items of a document
 */
export function documentIngest(database: Pick<Database, "em">, timeZone: string, read: ReadDocument) {
  return async (request: DocumentRequest): Promise<DocumentItem[] | DocumentRefusal> => {
    const { document, format, now } = request;
    const items = await read({ document, format, now, timeZone });
    if (!Array.isArray(items)) return items;
    const em = database.em();
    if (request.isDryRun) return undone(em, (transaction) => save(transaction, items, request));
    const results = await once(em, request.write, (transaction) => save(transaction, items, request));
    // Written is written: what fails here stays in the queue, and whoever works that off says why.
    await suggestNow(
      em,
      results.flatMap(({ articleId }) => articleId ?? []),
    ).catch(() => {});
    return results;
  };
}

const STAYS = "The story stays in its section: the caller is not licensed for it.";

const WITHOUT_LEAVE = "Storylines are written with leave to publish only: readers see them at once.";

async function save(
  em: EntityManager,
  items: readonly ParsedItem[],
  { writtenAt, isPublishing, mayMove }: DocumentRequest,
): Promise<DocumentItem[]> {
  const given = items.flatMap((item) => sourceItemOf(item) ?? []);
  const { sources, stayed } = await withoutForbiddenMoves(em, given, mayMove);
  const saved = (await saveArticles(em, sources, { now: writtenAt, isPublishing })).values();
  const results: DocumentItem[] = [];
  for (const item of items) {
    const { notes, problems, storyline } = item;
    const one = sourceItemOf(item) && saved.next().value;
    if (one) results.push(resultOf(stayed.has(one.uri) ? { ...item, notes: [...notes, STAYS] } : item, one));
    else if (storyline && problems.length === 0) {
      // Readers see a storyline by its stories, and nobody at the desk could hold it back.
      if (!isPublishing) {
        results.push({ outcome: "UNCHANGED", articleId: null, problems, notes: [...notes, WITHOUT_LEAVE] });
        continue;
      }
      const [line] = await saveStorylines(em, [storyline], { now: writtenAt });
      results.push({
        outcome: line?.outcome ?? "UNCHANGED",
        articleId: null,
        problems,
        notes: [...notes, ...(line?.notes ?? [])],
      });
    } else results.push({ outcome: "REJECTED", articleId: null, problems, notes });
  }
  return results;
}

function resultOf(item: ParsedItem, saved: SavedArticle): DocumentItem {
  const { outcome, id: articleId } = saved;
  const refusal = saved.outcome === "REJECTED" ? [{ path: "", reason: saved.reason }] : [];
  return {
    outcome,
    articleId,
    problems: [...refusal, ...item.problems],
    notes: [...item.notes, ...saved.notes, ...holdNotes(item, saved)],
  };
}

/** Carries a result out of a transaction that is undone. */
class Undone<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super("A dry run keeps nothing.");
    this.result = result;
  }
}

async function undone<T>(em: EntityManager, work: (em: EntityManager) => Promise<T>): Promise<T> {
  try {
    return await em.transactional(async (transaction) => {
      throw new Undone(await work(transaction));
    });
  } catch (error) {
    if (error instanceof Undone) return error.result as T;
    throw error;
  }
}

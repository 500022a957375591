import type { EntityManager } from "@mikro-orm/sql";
import type { View } from "../reading/viewing.ts";
import type { IdempotentWrite } from "../idempotency/idempotent-write.commands.ts";
import { writing } from "../article/write-articles.commands.ts";
import type { Move } from "../licence.ts";
import { suggestNow } from "../suggestion/suggestion-queue.commands.ts";
import { type Problem, RefusedWrite } from "../problem.ts";

/** Where the desk's writes of one request take place. */
export interface Desk {
  readonly em: EntityManager;
  /** When its writes are made; the database's time unless given. */
  readonly now?: Date | undefined;
  /** By which a write that is asked for again is not done again. */
  readonly write?: IdempotentWrite | undefined;
  /** Where readers find the newsroom, without a trailing slash. */
  readonly publicUrl: string;
  /** What the caller sees, PUBLIC unless said: problems name no other stories. */
  readonly view?: View | undefined;
  /** Ids of the sections whose bodies the caller may read; undefined: of all. */
  readonly licence?: readonly number[] | undefined;
  /** Whether the caller may have a story that has a body change its section; undefined: wherever they like. */
  readonly mayMove?: ((move: Move) => boolean) | undefined;
}

/** What became of a write: nothing was changed when there are problems. */
export interface Written {
  /** The article written, or refused to be. */
  readonly articleId: number | null;
  readonly problems: readonly Problem[];
  /** What answers that show what was changed are cached under. */
  readonly purgedTags: readonly string[];
  /** When it was written; null where it was refused. */
  readonly at: Date | null;
}

/** One write, whole or not at all. */
export async function write(
  { em, now, write: idempotent }: Desk,
  work: (em: EntityManager, now: Date) => Promise<{ articleId: number | null; cacheTags: readonly string[] }>,
): Promise<Written> {
  try {
    const { articleId, cacheTags, at } = await writing(
      em,
      async (transaction, time) => ({ ...(await work(transaction, time)), at: time }),
      { now, write: idempotent },
    );
    // Written is written: what fails here stays in the queue, and whoever works that off says why.
    await suggestNow(em, articleId === null ? [] : [articleId]).catch(() => {});
    return { articleId, problems: [], purgedTags: [...new Set(cacheTags)], at: new Date(at) };
  } catch (error) {
    if (error instanceof RefusedWrite) return { articleId: null, problems: error.problems, purgedTags: [], at: null };
    throw error;
  }
}

/** @throws {RefusedWrite} always */
export function refuse(problem: Problem): never {
  throw new RefusedWrite([problem]);
}

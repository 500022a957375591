import type { EntityManager } from "@mikro-orm/sql";
import { writing } from "../article/write-articles.commands.ts";
import { suggestNow } from "../suggestion/suggestion-queue.commands.ts";
import { type Problem, RefusedWrite } from "../problem.ts";

/** Where the desk's writes of one request take place. */
export interface Desk {
  readonly em: EntityManager;
  /** The request's instant. */
  readonly now: Date;
  /** Where readers find the newsroom, without a trailing slash. */
  readonly publicUrl: string;
}

/** What became of a write: nothing was changed when there are problems. */
export interface Written {
  /** The article written, or refused to be. */
  readonly articleId: number | null;
  readonly problems: readonly Problem[];
  /** What answers that show what was changed are cached under. */
  readonly purgedTags: readonly string[];
}

/** One write, whole or not at all. */
export async function write(
  { em }: Desk,
  work: (em: EntityManager) => Promise<{ articleId: number | null; cacheTags: readonly string[] }>,
): Promise<Written> {
  try {
    const { articleId, cacheTags } = await writing(em, work);
    // Written is written: what fails here stays in the queue, and whoever works that off says why.
    await suggestNow(em, articleId === null ? [] : [articleId]).catch(() => {});
    return { articleId, problems: [], purgedTags: [...new Set(cacheTags)] };
  } catch (error) {
    if (error instanceof RefusedWrite) return { articleId: null, problems: error.problems, purgedTags: [] };
    throw error;
  }
}

/** @throws {RefusedWrite} always */
export function refuse(problem: Problem): never {
  throw new RefusedWrite([problem]);
}

import type { ChangedPart } from "../change/record-entity-changes.ts";
import type { ArticleDraft } from "./article.draft.ts";
import type { ArticleWrite } from "./article-write.ts";
import { latest, shownFrom } from "./publication.rules.ts";

/*
 * Names of people, tags and sections, and what is a picture's own, are shared: many stories show them.
 *
 * - What readers have met is changed by a source's item that they see as soon as it is written, and by no other. The desk
 *   changes names by its own means, not by saving a story that has them.
 * - What they have not met is called what the story calls it that they will see first. A hidden item makes what is missing
 *   and names it until then; nothing is left of that name once another story is the first, the slug included.
 */

/** Part of an item that other items may tell of, too, with what says whose word counts. */
export type Shared<Part> = Part & {
  /** URI of the item. */
  of: string;
  /** From when readers see the item; the present, where they see it at once; null: not as it stands. */
  seenFrom: Date | null;
  /** It may change what readers have met. */
  isPublic: boolean;
};

/** What became of parts that items share. */
export interface SharedRows {
  ids: Map<string, number>;
  changed: ChangedPart[];
}

/** From when readers see the story as it is written, the present at the earliest; null: not as it stands. */
function seenFromAt({ publication }: ArticleWrite, now: Date): Date | null {
  const from = shownFrom(publication);
  return from && latest(from, now);
}

/** Picks shared parts from stories as they are written. */
export function sharedParts<Part>(
  writes: readonly ArticleWrite[],
  now: Date,
  pick: (draft: ArticleDraft) => readonly Part[],
): Shared<Part>[] {
  return writes.flatMap((write) => {
    const seenFrom = seenFromAt(write, now);
    const standing = { of: write.draft.uri, seenFrom, isPublic: seenFrom?.getTime() === now.getTime() };
    return pick(write.draft).map((part) => ({ ...part, ...standing }));
  });
}

/** Negative where readers see the item of the first before that of the other. */
export const bySeen = (one: Shared<unknown>, other: Shared<unknown>): number =>
  Math.sign((one.seenFrom?.getTime() ?? Number.MAX_VALUE) - (other.seenFrom?.getTime() ?? Number.MAX_VALUE));

/** Of several that tell of the same, the one whose item is seen first; of those, the last. */
export function firstSeen<Part>(
  parts: readonly Shared<Part>[],
  keyOf: (part: Part) => string,
): Map<string, Shared<Part>> {
  const first = new Map<string, Shared<Part>>();
  for (const part of parts) {
    const key = keyOf(part);
    const other = first.get(key);
    if (!other || bySeen(part, other) <= 0) first.set(key, part);
  }
  return first;
}

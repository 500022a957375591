import type { EntityManager } from "@mikro-orm/sql";
import { recordChanges } from "../change/record-changes.ts";
import { type ArticleWrite, writeOf } from "./article-write.ts";
import { isSamePublication, latest } from "./publication.rules.ts";
import type { Story } from "./receive.rules.ts";
import { clearPending, noteFromSource, savePending } from "./source-pending.commands.ts";
import { readStoredDraft } from "./stored-draft.ts";
import { isSameStory, type Ownership, waitingParts, withOwned } from "./two-authors.rules.ts";

/** What is to be written of a story of which the desk wrote parts. */
interface MergedWrite {
  story: Story;
  write: ArticleWrite;
  /** The parts of the source's draft that wait for the desk. */
  waits: readonly string[];
  /** All that came waits, or is there already: it makes no version, and readers are told of nothing. */
  bringsNothing: boolean;
}

/** What the source sent over what the desk wrote; or the story as it is, with what holds it back. */
export async function mergedWrite(em: EntityManager, story: Story, now: Date): Promise<MergedWrite[]> {
  const { held, facts, edition, draft } = story;
  const stored = held && (await readStoredDraft(em, held));
  if (!stored) return [];
  const owned: Ownership = new Set(held.deskFields);
  const merged = draft ? withOwned(draft, stored, owned) : stored;
  const bodyJson = merged.body ? JSON.stringify(merged.body) : "";
  const changedAt = draft ? latest(held.changedAt, draft.updatedAt) : held.changedAt;
  const kept = { ...edition, representation: merged.representation };
  const write = writeOf({ draft: merged, facts, edition: kept, bodyJson, held, before: stored, changedAt }, now);
  const waits = draft ? waitingParts(draft, stored, owned) : [];
  const bringsNothing =
    draft !== undefined && isSamePublication(write.publication, held) && isSameStory(stored, merged);
  return [{ story, write, waits, bringsNothing }];
}

/** Has what the source sent wait for the desk, where the desk wrote something else. */
export async function keepWaiting(em: EntityManager, writes: readonly MergedWrite[], now: Date): Promise<void> {
  const changes = [];
  for (const { story, waits, bringsNothing } of writes) {
    const { held, draft } = story;
    if (!held || !draft) continue;
    if (waits.length > 0) await savePending(em, held.id, { fields: waits, isWhole: false, draft });
    else await clearPending(em, [held.id]);
    if (!bringsNothing) continue;
    await noteFromSource(em, story);
    changes.push({
      articleId: held.id,
      kind: "UPDATED" as const,
      changedFields: ["pendingFromSource"],
      isForDesk: true,
    });
  }
  await recordChanges(em, changes, now);
}

import type { EntityManager } from "@mikro-orm/sql";
import type { ArticleDraft } from "./article.draft.ts";
import { recordChanges } from "../change/record-changes.ts";
import { type ArticleWrite, isStub, writeOf } from "./article-write.ts";
import { keepWaiting, mergedWrite } from "./merged-writes.commands.ts";
import { latest } from "./publication.rules.ts";
import type { Story } from "./receive.rules.ts";
import { clearPending, noteFromSource, parkWhole } from "./source-pending.commands.ts";
import { settleStubs } from "./settle-stubs.commands.ts";
import { withdrawArticles } from "./withdraw.commands.ts";
import { writeArticles } from "./write-articles.commands.ts";

interface Writing {
  now: Date;
  isPublishing: boolean;
  /** Drafts' bodies as they are stored. */
  bodies: ReadonlyMap<ArticleDraft, string>;
}

export interface WrittenStories {
  /** By URI. */
  ids: ReadonlyMap<string, number>;
  notes: ReadonlyMap<string, string[]>;
}

/** Writes what became of stories: those that ended, those that wait, then the others, whole or their holds alone. */
export async function writeStories(
  em: EntityManager,
  stories: readonly Story[],
  { now, isPublishing, bodies }: Writing,
): Promise<WrittenStories> {
  const ended = stories.filter(({ held, facts }) => held && facts.sourceStatus === "CANCELED");
  if (ended.length > 0) await withdrawArticles(em, ended.flatMap(withdrawalOf), now);
  const going = stories.filter((story) => !ended.includes(story));
  await writeStubs(em, going.filter(staysStub), now);

  const whole = going.filter((story) => story.draft && !isShared(story));
  const plain = whole.map((story) => sourceWrite(story, story.draft, { now, bodies }));
  const written = await writeArticles(em, plain, { now, edgesOf: "SOURCE", isPublishing });
  await clearPending(
    em,
    plain.flatMap(({ held }) => held?.id ?? []),
  );

  const shared = going.filter((story) => !staysStub(story) && !whole.includes(story));
  const merged = (await Promise.all(shared.map((story) => mergedWrite(em, story, now)))).flat();
  const others = await writeArticles(
    em,
    merged.flatMap(({ write, bringsNothing }) => (bringsNothing ? [] : [write])),
    { now, edgesOf: "DESK", isPublishing },
  );
  await keepWaiting(em, merged, now);
  const notes = new Map([...written.notes, ...others.notes]);
  for (const { write, waits } of merged)
    if (waits.length > 0)
      notes.set(write.draft.uri, [
        ...(notes.get(write.draft.uri) ?? []),
        `The desk wrote ${waits.join(", ")}: what the source has of these waits for it.`,
      ]);
  for (const { waiting } of going)
    if (waiting) notes.set(waiting.uri, ["Readers know it from other stories: the whole story waits for the desk."]);
  return { ids: new Map([...written.ids, ...others.ids]), notes };
}

const withdrawalOf = ({ held, edition }: Story) =>
  held
    ? [
        {
          articleId: held.id,
          kind: "KILL" as const,
          author: "SOURCE" as const,
          reason: "Cancelled by its source.",
          edition,
        },
      ]
    : [];

/** Known from others only, before and after: the whole of it waits, or nothing came but what holds it back. */
const staysStub = ({ held, draft, waiting }: Story) =>
  Boolean(waiting) || (held !== undefined && isStub(held) && !draft);

/** What the source says of stubs, by which they may go or come. */
async function writeStubs(em: EntityManager, stories: readonly Story[], now: Date): Promise<void> {
  for (const story of stories)
    if (story.waiting) await parkWhole(em, story, story.waiting);
    else await noteFromSource(em, story);
  const settled = await settleStubs(
    em,
    stories.flatMap(({ held }) => held?.id ?? []),
    now,
  );
  const changes = settled.map((articleId) => ({ articleId, kind: "UPDATED" as const, changedFields: [] }));
  await recordChanges(em, changes, now);
}

/** Whether the desk has written parts of it. */
const isShared = ({ held }: Story) => held !== undefined && held.deskFields.length > 0;

function sourceWrite(
  { held, facts, edition }: Story,
  draft: ArticleDraft | undefined,
  { now, bodies }: Pick<Writing, "now" | "bodies">,
): ArticleWrite {
  if (!draft) throw new Error("A story without content was to be written.");
  const changedAt = latest(held?.changedAt, draft.updatedAt);
  const bodyJson = draft.body ? (bodies.get(draft) ?? "") : "";
  return writeOf({ draft, facts, edition, bodyJson, held, changedAt }, now);
}

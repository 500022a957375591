import type { EntityManager } from "@mikro-orm/sql";
import type { ArticleDraft, SourceItem } from "./article.draft.ts";
import { editionOf, type SaveOutcome } from "./article-outcome.rules.ts";
import { readArticles } from "./article-rows.commands.ts";
import { receive, type Reception, type Story, storyOf } from "./receive.rules.ts";
import { refusalReason } from "./refusal.rules.ts";
import { recallHolds, rememberHolds } from "./source-holds.commands.ts";
import { writeStories } from "./write-stories.commands.ts";
import { writing } from "./write-articles.commands.ts";

/** What became of one item. Notes say what of it was not kept; the id is null where there is no such article (yet). */
export type SavedArticle =
  | { uri: string; id: number | null; outcome: SaveOutcome; notes: string[] }
  | { uri: string; id: null; outcome: "REJECTED"; reason: string; notes: string[] };

export interface SaveOptions {
  /** When it is written; the database's time unless given. */
  now?: Date | undefined;
  /**
   * False: nothing is shown that was not, and nothing goes that was. What is new waits for the desk, and so does the whole
   * of a story that readers know from others only. True unless said.
   */
  isPublishing?: boolean | undefined;
}

/**
 * Writes what sources send, each item whole or not at all, and answers one result an item in their order. Articles are
 * identified by URI; items of the same URI count one after the other. An item that the database refuses is REJECTED and
 * the others are kept; any other failure is thrown, and nothing of the batch it happened in remains.
 *
 * Kills and holds take effect however old or faulty their item is, see receive.rules.ts. A kill is final: whatever comes
 * for its story later is REJECTED.
 *
 * @param items a batch of some hundreds costs as many statements as a batch of one, but for stories that the desk changed
 * or that are held back
 */
export async function saveArticles(
  em: EntityManager,
  items: readonly SourceItem[],
  options: SaveOptions = {},
): Promise<SavedArticle[]> {
  if (items.length === 0) return [];
  try {
    return await writing(em, (transaction, now) => saveBatch(transaction, items, { ...options, now }), options);
  } catch (error) {
    const reason = refusalReason(error);
    if (reason === undefined) throw error;
    const [first] = items;
    if (items.length === 1 && first) return [rejected(first, reason)];
    const middle = Math.floor(items.length / 2);
    const before = await saveArticles(em, items.slice(0, middle), options);
    return [...before, ...(await saveArticles(em, items.slice(middle), options))];
  }
}

const rejected = ({ uri }: SourceItem, reason: string): SavedArticle => ({
  uri,
  id: null,
  outcome: "REJECTED",
  reason,
  notes: [],
});

interface Batch {
  now: Date;
  isPublishing?: boolean | undefined;
}

async function saveBatch(
  em: EntityManager,
  items: readonly SourceItem[],
  { now, isPublishing = true }: Batch,
): Promise<SavedArticle[]> {
  const uris = items.map(({ uri }) => uri);
  const held = await readArticles(em, uris, { isLocked: true });
  const memory = await recallHolds(em, uris);
  const stories = new Map(uris.map((uri) => [uri, storyOf(held.get(uri), memory.of(uri))]));
  const bodies = new Map<ArticleDraft, string>();
  const outcomes = items.map((item) => {
    const bodyJson = "hold" in item || !item.body ? "" : JSON.stringify(item.body);
    if (!("hold" in item)) bodies.set(item, bodyJson);
    const offered = editionOf(item, bodyJson);
    const how = { now, isPublishing, offered, isKnownHold: memory.knows(item) };
    const [outcome, story] = receive(stories.get(item.uri) ?? storyOf(undefined), item, how);
    stories.set(item.uri, story);
    return outcome;
  });
  await rememberHolds(em, items, now);
  const written = await writeStories(em, [...stories.values()].filter(isToBeWritten), { now, isPublishing, bodies });
  return items.map((item, index) => {
    const id = held.get(item.uri)?.id ?? written.ids.get(item.uri) ?? null;
    return savedAs(item, outcomes[index] ?? "UNCHANGED", { id, notes: written.notes.get(item.uri) ?? [] });
  });
}

/** A hold of a story that we have not is remembered, and no more. */
const isToBeWritten = ({ isChanged, held, draft, waiting }: Story): boolean =>
  isChanged && Boolean(held ?? draft ?? waiting);

function savedAs(item: SourceItem, outcome: Reception, { id, notes }: { id: number | null; notes: string[] }) {
  const { uri } = item;
  if ("hold" in item && item.isOfStoryline && id === null) return rejected(item, "is no article of ours");
  if (outcome === "FINAL") return rejected(item, "was withdrawn, which is final");
  if (outcome === "REMEMBERED")
    return {
      uri,
      id,
      outcome: "UNCHANGED" as const,
      notes: ["There is no such story yet: what holds it back is remembered."],
    };
  const isWritten = outcome === "CREATED" || outcome === "UPDATED";
  return { uri, id, outcome, notes: isWritten ? notes : [] };
}

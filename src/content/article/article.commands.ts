import type { EntityManager } from "@mikro-orm/sql";
import type { ArticleDraft } from "./article.draft.ts";
import { editionOf, outcomeOf, type SaveOutcome } from "./article-outcome.rules.ts";
import { readArticles } from "./article-rows.commands.ts";
import type { ArticleWrite, HeldArticle } from "./article-write.ts";
import { refusalReason } from "./refusal.rules.ts";
import { withdrawArticles, type WithdrawalDraft } from "./withdraw.commands.ts";
import { writeArticles, writing } from "./write-articles.commands.ts";

/** What became of one draft. Notes say what of it was not kept. */
export type SavedArticle =
  | { uri: string; id: number; outcome: SaveOutcome; notes: string[] }
  | { uri: string; id: null; outcome: "REJECTED"; reason: string; notes: string[] };

export interface SaveOptions {
  /** Becomes `modifiedAt` of what is written. */
  now: Date;
  /** False: what is new waits as a draft, and what we have stays as published as it is. True unless said. */
  isPublishing?: boolean | undefined;
}

/**
 * Writes articles from outside, each whole or not at all, and answers one result a draft in their order. Articles are
 * identified by URI; the same URI twice is compared as if the second had come later. A draft that the database refuses
 * is REJECTED and the others are kept; any other failure is thrown, and nothing of the batch it happened in remains.
 *
 * A WITHDRAWN draft of an article that we have withdraws it, which is final: whatever comes for it later is REJECTED.
 *
 * @param drafts a batch of some hundreds costs as many statements as a batch of one
 */
export async function saveArticles(
  em: EntityManager,
  drafts: readonly ArticleDraft[],
  options: SaveOptions,
): Promise<SavedArticle[]> {
  if (drafts.length === 0) return [];
  try {
    return await writing(em, (transaction) => saveBatch(transaction, drafts, options));
  } catch (error) {
    const reason = refusalReason(error);
    if (reason === undefined) throw error;
    const [first] = drafts;
    if (drafts.length === 1 && first) return [rejected(first, reason)];
    const middle = Math.floor(drafts.length / 2);
    const before = await saveArticles(em, drafts.slice(0, middle), options);
    return [...before, ...(await saveArticles(em, drafts.slice(middle), options))];
  }
}

const rejected = ({ uri }: ArticleDraft, reason: string): SavedArticle => ({
  uri,
  id: null,
  outcome: "REJECTED",
  reason,
  notes: [],
});

async function saveBatch(
  em: EntityManager,
  drafts: readonly ArticleDraft[],
  { now, isPublishing = true }: SaveOptions,
): Promise<SavedArticle[]> {
  const held = await readArticles(
    em,
    drafts.map(({ uri }) => uri),
    { isLocked: true },
  );
  const given = isPublishing ? drafts : drafts.map((draft) => unpublished(draft, held.get(draft.uri)));
  const { outcomes, writes, withdrawals } = plan(given, held);
  if (withdrawals.length > 0) await withdrawArticles(em, withdrawals, now);
  const { ids, notes } = await writeArticles(em, writes, { now, edgesOf: "SOURCE" });
  return drafts.map((draft, index) => {
    const id = held.get(draft.uri)?.id ?? ids.get(draft.uri);
    const outcome = outcomes[index];
    if (outcome === "WITHDRAWN") return rejected(draft, "was withdrawn, which is final");
    if (id === undefined || outcome === undefined) throw new Error(`Article ${draft.uri} was not written.`);
    const isWritten = outcome === "CREATED" || outcome === "UPDATED";
    return { uri: draft.uri, id, outcome, notes: isWritten ? (notes.get(draft.uri) ?? []) : [] };
  });
}

/** The draft as it is to be kept when it is not to publish anything. */
function unpublished(draft: ArticleDraft, held: HeldArticle | undefined): ArticleDraft {
  return draft.status === "PUBLISHED" && held?.status !== "PUBLISHED" ? { ...draft, status: "DRAFT" } : draft;
}

/** The outcome of each draft, and of each article the one draft that remains to be written, or its withdrawal. */
function plan(drafts: readonly ArticleDraft[], held: ReadonlyMap<string, HeldArticle>) {
  const writes = new Map<string, ArticleWrite>();
  const outcomes = drafts.map((draft) => {
    const bodyJson = draft.body ? JSON.stringify(draft.body) : "";
    const edition = editionOf(draft, bodyJson);
    const row = held.get(draft.uri);
    const before = writes.get(draft.uri);
    const outcome = outcomeOf(before?.edition ?? row, edition);
    if (outcome !== "CREATED" && outcome !== "UPDATED") return outcome;
    if ((before?.draft.status ?? row?.status) === "WITHDRAWN")
      return draft.status === "WITHDRAWN" ? "UNCHANGED" : "WITHDRAWN";
    writes.set(draft.uri, { draft: kept(draft), edition, bodyJson, version: (row?.version ?? 0) + 1, held: row });
    return outcome;
  });
  const all = [...writes.values()];
  return {
    outcomes,
    writes: all.filter((write) => !isWithdrawal(write)),
    withdrawals: all.flatMap(withdrawalBySource),
  };
}

const isWithdrawal = ({ draft, held }: ArticleWrite): boolean => held !== undefined && draft.status === "WITHDRAWN";

/** Of a story that was withdrawn before we heard of it, nothing is kept that could be read. */
function kept(draft: ArticleDraft): ArticleDraft {
  if (draft.status !== "WITHDRAWN") return draft;
  const { body: _, leadImage: __, ...rest } = draft;
  return { ...rest, representation: "PARTIAL", images: [], related: [] };
}

function withdrawalBySource({ draft, edition, held }: ArticleWrite): WithdrawalDraft[] {
  if (!held || draft.status !== "WITHDRAWN") return [];
  return [{ articleId: held.id, kind: "KILL", reason: "Cancelled by its source.", edition }];
}

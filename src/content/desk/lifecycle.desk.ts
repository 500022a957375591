import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { WithdrawalKind } from "../../database/vocabulary.ts";
import type { RelatedDraft } from "../article/article.draft.ts";
import { MAX_LENGTH } from "../article/article.limits.ts";
import { refusalOf } from "../article/lifecycle.rules.ts";
import { isLater } from "../article/publication.rules.ts";
import { seenOnce, withdrawArticles } from "../article/withdraw.commands.ts";
import { purgedTags } from "../change/purged-tags.ts";
import { type Desk, refuse, write, type Written } from "./desk.ts";
import { type Addressed, editArticle, openArticle } from "./edit-article.ts";
import { Problems } from "./problems.ts";

export interface Publication {
  /** Its date; now unless said, or as it was where readers saw the story before. One to come schedules it, one in the past dates it back. */
  at?: Date | null | undefined;
  /** Undefined leaves the embargo there is, null lifts it. */
  embargoUntil?: Date | null | undefined;
}

/**
 * Publishes a draft, or sets another time for what is scheduled. Nothing has to run when the time comes. What the source
 * holds back stays back until it lets go.
 */
export function publishArticle(desk: Desk, addressed: Addressed, publication: Publication): Promise<Written> {
  return editArticle(desk, addressed, {
    step: "publish",
    kind: "UPDATED",
    edit: ({ draft, held, now }) => ({
      draft: { ...draft, related: draft.related.map(withoutPending) },
      facts: {
        deskStatus: "PUBLISHED",
        // What readers saw before has its date; one on which it was to be back is given up.
        deskPublishedAt:
          publication.at ?? (held.seenAt && !isLater(held.deskPublishedAt, now) ? held.deskPublishedAt : now),
        ...(publication.embargoUntil !== undefined && { deskEmbargoedUntil: publication.embargoUntil }),
      },
    }),
  });
}

/** Stories that came with this one, without leave to be published, have it now. */
function withoutPending(edge: RelatedDraft): RelatedDraft {
  const { isPending: _, ...target } = edge.target;
  return { ...edge, target };
}

/** Makes a draft again of what is published or scheduled, without a word to readers: for that, withdraw it. */
export function unpublishArticle(desk: Desk, addressed: Addressed): Promise<Written> {
  return editArticle(desk, addressed, {
    step: "unpublish",
    kind: "UPDATED",
    edit: () => ({ facts: { deskStatus: "UNPUBLISHED" } }),
  });
}

export interface WithdrawalInput {
  kind: WithdrawalKind;
  /** What readers are told, if anything. */
  publicText?: string | null | undefined;
  /** Why, for the desk's record. */
  reason: string;
  replacementId?: number | null | undefined;
}

/** The kill: see `withdrawArticles`. */
export function withdrawArticle(desk: Desk, addressed: Addressed, input: WithdrawalInput): Promise<Written> {
  const { articleId } = addressed;
  return write(desk, async (em, now) => {
    const problems = new Problems();
    const publicText = problems.line(input.publicText, MAX_LENGTH.note, ["publicText"]);
    const reason = problems.required(input.reason, MAX_LENGTH.note, ["reason"]);
    const { status } = await openArticle(em, { ...addressed, step: "withdraw", view: desk.view }, now);
    const refusal = refusalOf("withdraw", status, (await seenOnce(em, [articleId], now)).has(articleId));
    if (refusal) return refuse(refusal);
    const replacementId = input.replacementId ?? undefined;
    if (replacementId !== undefined) await checkReplacement(em, problems, { articleId, replacementId });
    problems.refuse();
    const withdrawal = { articleId, kind: input.kind, publicText, reason, replacementId };
    const changes = await withdrawArticles(em, [withdrawal], now);
    return { articleId, cacheTags: await purgedTags(em, changes, now) };
  });
}

async function checkReplacement(
  em: EntityManager,
  problems: Problems,
  { articleId, replacementId }: { articleId: number; replacementId: number },
): Promise<void> {
  const { rows } = await sql<{ status: string }>`select status from articles where id = ${replacementId}`.execute(
    em.getKysely(),
  );
  const [replacement] = rows;
  const path = ["replacementId"];
  if (articleId === replacementId) problems.add("SELF_REFERENCE", path, "An article cannot replace itself.");
  else if (!replacement) problems.add("NOT_FOUND", path, `There is no Article:${replacementId}.`);
  else if (replacement.status === "WITHDRAWN") problems.add("WITHDRAWN", path, "The replacement is withdrawn itself.");
}

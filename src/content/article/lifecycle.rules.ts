import type { ArticleStatus as StoredStatus, DeskStatus } from "../../database/vocabulary.ts";
import type { Problem, ProblemCode } from "../problem.ts";
import type { Instant } from "../reading/instant.ts";

/*
 * The life of a story.
 *
 *   DRAFT ──publish──► SCHEDULED ──the moment──► PUBLISHED ──withdraw──► WITHDRAWN
 *     ▲                    │                         │
 *     └────unpublish───────┴─────────────────────────┘
 *
 * SCHEDULED is not stored: it is a published story whose time or embargo is still to come, so that no job has to run
 * when the moment is there. WITHDRAWN is final, and only for what readers have seen: a draft is not withdrawn.
 */

export const ARTICLE_STATUSES = ["DRAFT", "SCHEDULED", "PUBLISHED", "WITHDRAWN"] as const;

export type { DeskStatus };
export type ArticleStatus = (typeof ARTICLE_STATUSES)[number];

/** What of an article says where in its life it is. */
export interface Lifecycle {
  readonly status: StoredStatus;
  readonly publishedAt: Instant | null;
  readonly embargoedUntil: Instant | null;
}

/** The instant from which readers see it, its own time or the end of its embargo; null: not as it stands. */
export function visibleFrom({ status, publishedAt, embargoedUntil }: Lifecycle): Instant | null {
  if (status !== "PUBLISHED" || publishedAt === null) return null;
  return embargoedUntil !== null && embargoedUntil > publishedAt ? embargoedUntil : publishedAt;
}

/** A published story without a time is a draft: nobody sees it until someone says when. */
export function statusAt(lifecycle: Lifecycle, now: Instant): ArticleStatus {
  if (lifecycle.status === "WITHDRAWN") return "WITHDRAWN";
  const from = visibleFrom(lifecycle);
  if (from === null) return "DRAFT";
  return from <= now ? "PUBLISHED" : "SCHEDULED";
}

/** A story that readers know from others only, while the whole of it waits for the desk, to which it is a draft. */
export const isWaiting = ({ version, deskStatus }: { version: number; deskStatus: DeskStatus | null }): boolean =>
  version === 0 && deskStatus === "PENDING";

/** What may be done to a story; `withdraw` depends on whether it was ever seen, too. */
export type LifecycleStep = "update" | "publish" | "unpublish" | "correct" | "withdraw";

/** Why a step cannot be taken from a status; absent: it can. */
const REFUSALS: Record<LifecycleStep, Partial<Record<ArticleStatus, ProblemCode>>> = {
  update: { WITHDRAWN: "WITHDRAWN" },
  publish: { WITHDRAWN: "WITHDRAWN", PUBLISHED: "ALREADY_PUBLISHED" },
  unpublish: { WITHDRAWN: "WITHDRAWN", DRAFT: "NOT_PUBLISHED" },
  correct: { WITHDRAWN: "WITHDRAWN", DRAFT: "NOT_PUBLISHED", SCHEDULED: "NOT_PUBLISHED" },
  withdraw: { WITHDRAWN: "WITHDRAWN" },
};

const SENTENCES: Partial<Record<ProblemCode, string>> = {
  WITHDRAWN: "The article was withdrawn, which is final: write a new one.",
  ALREADY_PUBLISHED: "The article is published already.",
  NOT_PUBLISHED: "The article is not published.",
  NEVER_PUBLISHED: "Nobody has seen the article: there is nothing to withdraw.",
};

/** @param wasSeen readers saw it at some time; matters to `withdraw` only */
export function refusalOf(step: LifecycleStep, status: ArticleStatus, wasSeen = true): Problem | undefined {
  const code = REFUSALS[step][status] ?? (step === "withdraw" && !wasSeen ? "NEVER_PUBLISHED" : undefined);
  return code && { code, message: SENTENCES[code] ?? "", path: ["id"] };
}

import type { DeskStatus, SourceStatus } from "../../database/vocabulary.ts";
import type { Instant } from "../reading/instant.ts";
import { type Lifecycle, statusAt } from "./lifecycle.rules.ts";

/** What can hold a story back. */
export const HOLD_CODES = [
  "SOURCE_WITHHELD",
  "SOURCE_EMBARGO",
  "DESK_PENDING",
  "DESK_DRAFT",
  "DESK_UNPUBLISHED",
  "DESK_EMBARGO",
  "SCHEDULED",
  "WITHDRAWN",
  "NO_DATE",
  "NOT_MENTIONED",
] as const;

export type HoldCode = (typeof HOLD_CODES)[number];

export type HoldAuthor = "SOURCE" | "DESK";

export interface HoldReason {
  readonly code: HoldCode;
  readonly by: HoldAuthor;
  /** When it ends by itself; null: it does not. */
  readonly until: Instant | null;
  /** One sentence. */
  readonly text: string;
}

/** What of a story's row says why readers see it, or do not. */
export interface HeldRow extends Lifecycle {
  readonly version: number;
  readonly sourceStatus: SourceStatus | null;
  readonly sourceEmbargoedUntil: Instant | null;
  readonly deskStatus: DeskStatus | null;
  readonly deskEmbargoedUntil: Instant | null;
}

export interface Visibility {
  readonly isPublic: boolean;
  readonly because: readonly HoldReason[];
}

const DESK_HOLDS: Partial<Record<DeskStatus, HoldReason>> = {
  PENDING: {
    code: "DESK_PENDING",
    by: "DESK",
    until: null,
    text: "It came without leave to be published: the desk has yet to decide.",
  },
  DRAFT: { code: "DESK_DRAFT", by: "DESK", until: null, text: "It is a draft of the desk's." },
  UNPUBLISHED: { code: "DESK_UNPUBLISHED", by: "DESK", until: null, text: "The desk took it back." },
};

/** Whether readers see a story, and all that holds it back now, the source's first. */
export function visibilityAt(row: HeldRow, now: Instant): Visibility {
  const isPublic = statusAt(row, now) === "PUBLISHED";
  if (row.status === "WITHDRAWN")
    return {
      isPublic,
      because: [
        {
          code: "WITHDRAWN",
          by: row.sourceStatus === "CANCELED" ? "SOURCE" : "DESK",
          until: null,
          text: "It was withdrawn, which is final.",
        },
      ],
    };
  return { isPublic, because: [...bySource(row, now), ...byDesk(row, now), ...byTime(row, now)] };
}

function bySource({ sourceStatus, sourceEmbargoedUntil: until }: HeldRow, now: Instant): HoldReason[] {
  const reasons: HoldReason[] = [];
  if (sourceStatus === "WITHHELD")
    reasons.push({ code: "SOURCE_WITHHELD", by: "SOURCE", until: null, text: "Its source withholds it." });
  if (until !== null && until > now)
    reasons.push({ code: "SOURCE_EMBARGO", by: "SOURCE", until, text: `Its source's embargo ends ${until}.` });
  return reasons;
}

function byDesk({ deskStatus, deskEmbargoedUntil: until }: HeldRow, now: Instant): HoldReason[] {
  const hold = deskStatus && DESK_HOLDS[deskStatus];
  const reasons = hold ? [hold] : [];
  if (until !== null && until > now)
    reasons.push({ code: "DESK_EMBARGO", by: "DESK", until, text: `The desk's embargo ends ${until}.` });
  return reasons;
}

/** What is left once neither author holds it back: a moment to come, a date that nobody gave, or a mention. */
function byTime(row: HeldRow, now: Instant): HoldReason[] {
  const { version, status, publishedAt, embargoedUntil, sourceEmbargoedUntil, deskEmbargoedUntil } = row;
  if (version === 0 && status !== "PUBLISHED")
    return [
      {
        code: "NOT_MENTIONED",
        by: "SOURCE",
        until: null,
        text: "It is known from other stories only, and readers see none of them.",
      },
    ];
  if (publishedAt === null)
    return [{ code: "NO_DATE", by: "SOURCE", until: null, text: "Nobody has said when it was published." }];
  const isReturn = embargoedUntil !== sourceEmbargoedUntil && embargoedUntil !== deskEmbargoedUntil;
  const until = isReturn && embargoedUntil !== null && embargoedUntil > now ? embargoedUntil : publishedAt;
  return until > now
    ? [
        {
          code: "SCHEDULED",
          by: row.deskStatus === "PUBLISHED" ? "DESK" : "SOURCE",
          until,
          text: `It is scheduled for ${until}.`,
        },
      ]
    : [];
}

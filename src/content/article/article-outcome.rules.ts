import { createHash } from "node:crypto";
import type { Representation } from "../../database/vocabulary.ts";
import type { ArticleDraft, SourceItem } from "./article.draft.ts";
import { isLater, latest } from "./publication.rules.ts";

/** What became of an item that was not refused. STALE: what we have is newer, nothing was written. */
export type SaveOutcome = "CREATED" | "UPDATED" | "UNCHANGED" | "STALE";

/** As much of what a source sent as decides which of two is newer. */
export interface Edition {
  /** 0: the source has none. */
  sourceVersion: number;
  /** When the source last changed it. */
  sourceUpdatedAt: Date | null;
  /** Of the draft; null where the source has sent none. */
  contentHash: string | null;
  representation: Representation;
}

export const NO_EDITION: Edition = {
  sourceVersion: 0,
  sourceUpdatedAt: null,
  contentHash: null,
  representation: "PARTIAL",
};

/** @param bodyJson the draft's body as JSON, "" when it has none: made once, for this and for storing it */
export function editionOf(item: SourceItem, bodyJson: string): Edition {
  return {
    sourceVersion: item.version ?? 0,
    sourceUpdatedAt: item.updatedAt ?? null,
    contentHash: "hold" in item ? null : contentHashOf(item, bodyJson),
    representation: "hold" in item ? "PARTIAL" : item.representation,
  };
}

export type Order = "EARLIER" | "SAME" | "LATER" | "UNKNOWN";

/** How what is offered stands to what is held: versions decide where both have one, then the source's times. */
export function orderOf(held: Edition, offered: Edition): Order {
  const areVersions = held.sourceVersion !== 0 && offered.sourceVersion !== 0;
  if (areVersions && held.sourceVersion !== offered.sourceVersion)
    return held.sourceVersion < offered.sourceVersion ? "LATER" : "EARLIER";
  const [before, after] = [held.sourceUpdatedAt, offered.sourceUpdatedAt];
  if (!before || !after) return areVersions ? "SAME" : "UNKNOWN";
  if (after > before) return "LATER";
  return after < before ? "EARLIER" : "SAME";
}

/** The held edition once an item was taken of which only a hold is kept: what comes from before either of them is stale. */
export function withHold(held: Edition, offered: Edition): Edition {
  return {
    ...held,
    sourceVersion: Math.max(held.sourceVersion, offered.sourceVersion),
    sourceUpdatedAt: isLater(offered.sourceUpdatedAt, held.sourceUpdatedAt)
      ? offered.sourceUpdatedAt
      : held.sourceUpdatedAt,
  };
}

/** The edition held once the offered one was taken: an update without version or date leaves those there were. */
export const taken = (held: Edition, offered: Edition): Edition => ({
  ...offered,
  sourceVersion: offered.sourceVersion || held.sourceVersion,
  sourceUpdatedAt: latest(held.sourceUpdatedAt, offered.sourceUpdatedAt),
});

/** SHA-256 in hexadecimal of the draft as JSON: keys sorted, then the body as it is stored. */
function contentHashOf(draft: ArticleDraft, bodyJson: string): string {
  return createHash("sha256")
    .update(JSON.stringify({ ...draft, body: undefined }, sortKeys))
    .update(bodyJson)
    .digest("hex");
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

import { createHash } from "node:crypto";
import type { Representation } from "../../database/vocabulary.ts";
import type { ArticleDraft } from "./article.draft.ts";

/** What became of a draft that was not refused. STALE: ours is newer, nothing was written. */
export type SaveOutcome = "CREATED" | "UPDATED" | "UNCHANGED" | "STALE";

/** As much of an article as decides which of two is newer. */
export interface Edition {
  /** 0: the source has none. */
  sourceVersion: number;
  updatedAt: Date | null;
  /** Null for a story we know only from others that point at it. */
  contentHash: string | null;
  representation: Representation;
}

/** @param bodyJson the draft's body as JSON, "" when it has none: made once, for this and for storing it */
export function editionOf(draft: ArticleDraft, bodyJson: string): Edition {
  return {
    sourceVersion: draft.version ?? 0,
    updatedAt: draft.updatedAt ?? null,
    contentHash: contentHashOf(draft, bodyJson),
    representation: draft.representation,
  };
}

/** Versions decide where both have one, then the source's times, then the content. */
export function outcomeOf(held: Edition | undefined, offered: Edition): SaveOutcome {
  if (!held) return "CREATED";
  if (held.representation === "FULL" && offered.representation === "PARTIAL") return "UNCHANGED";
  const { sourceVersion } = held;
  if (sourceVersion !== 0 && offered.sourceVersion !== 0 && sourceVersion !== offered.sourceVersion) {
    return sourceVersion < offered.sourceVersion ? "UPDATED" : "STALE";
  }
  if (held.updatedAt && offered.updatedAt && offered.updatedAt < held.updatedAt) return "STALE";
  return held.contentHash === offered.contentHash ? "UNCHANGED" : "UPDATED";
}

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

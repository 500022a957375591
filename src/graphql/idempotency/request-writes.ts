import { createHash } from "node:crypto";
import type { Cancellation } from "../../cancellation.ts";
import type { IdempotentWrite } from "../../content/idempotency/idempotent-write.commands.ts";
import type { Viewer } from "../../content/viewer.ts";
import { WriteOutcome } from "../../write-outcome.ts";
import type { GraphqlParams, Prepared, Refused } from "../documents/documents.ts";

/** The writes of one mutation, in the order of its root fields. */
export interface RequestWrites {
  readonly outcome: WriteOutcome;
  next(): IdempotentWrite;
}

interface Asked {
  readonly asked: Prepared | Refused;
  readonly viewer: Viewer;
  /** Undefined: it gets one of its own. */
  readonly idempotencyKey: string | undefined;
  /** Is told what is known of the writes. */
  readonly cancellation: Cancellation | undefined;
}

/**
 * Undefined where nothing is written.
 *
 * @throws the reason when the request was cancelled before: its client was told that nothing is written
 */
export function writesOf(
  { operationName, variables }: GraphqlParams,
  { asked, viewer, idempotencyKey, cancellation }: Asked,
): RequestWrites | undefined {
  if ("errors" in asked || !asked.isMutation) return undefined;
  if (cancellation?.reason) throw cancellation.reason;
  const outcome = new WriteOutcome(idempotencyKey);
  if (cancellation) cancellation.outcome = outcome;
  const write = {
    keyId: viewer.keyId ?? 0,
    digest: sha256(outcome.idempotencyKey),
    request: sha256(JSON.stringify([asked.text, operationName ?? null, variables ?? {}], inOrder)),
    outcome,
  };
  let ordinal = 0;
  return { outcome, next: () => ({ ...write, ordinal: ++ordinal }) };
}

/** Of two objects with the same properties one may have been put together in another order. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

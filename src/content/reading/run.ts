import { sql } from "kysely";
import type { Instant } from "./instant.ts";
import { Slot } from "./sql.ts";

/** What one run of a statement is given. */
export interface Run {
  readonly keys: readonly unknown[];
  readonly args: unknown;
  /** Fixed for a request, so that the whole answer agrees on what is live. */
  readonly now: Instant;
}

/** The instant at which the request takes place, as a parameter. */
export const NOW = sql`${new Slot<Run>((run) => run.now)}::timestamptz`;

/** What the database's clock said to a question of this process; all in milliseconds. */
export interface Sample {
  /** By the process's monotonic clock. */
  readonly askedAt: number;
  readonly answeredAt: number;
  /** The database's clock somewhere in between, since 1970. */
  readonly databaseTime: number;
}

/** How much faster than ours another machine's clock may be, which is being set right meanwhile. */
const DRIFT = 0.001;

/**
 * By how much the database's clock is ahead of the process's monotonic clock, at the most.
 *
 * A question bounds it: the database looked at its clock no earlier than it was asked, and no later than it answered. What
 * is known from before is better where it lies within: it came of a shorter round trip.
 *
 * @param before what was known at `since`; undefined: nothing
 */
export function aheadAfter(
  { askedAt, answeredAt, databaseTime }: Sample,
  before: { readonly ahead: number; readonly since: number } | undefined,
): number {
  const [least, most] = [databaseTime - answeredAt, databaseTime - askedAt];
  if (!before) return most;
  const kept = before.ahead + (askedAt - before.since) * DRIFT;
  return kept < least || kept > most ? most : kept;
}

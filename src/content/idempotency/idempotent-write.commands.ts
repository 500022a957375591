import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { GatewayError } from "../../errors.ts";
import { isUnavailable } from "../../unavailable.ts";
import { UnknownOutcome, type WriteOutcome } from "../../write-outcome.ts";

/** One write of a request, told apart from all others of its caller. */
export interface IdempotentWrite {
  /** The caller's API key. */
  readonly keyId: number;
  /** SHA-256 of the request's idempotency key, in hex. */
  readonly digest: string;
  /** SHA-256 of all that the request asks for, in hex. */
  readonly request: string;
  /** Its place among the writes of the request, from 1. */
  readonly ordinal: number;
  readonly outcome: WriteOutcome;
}

/** How long a write is remembered, in hours. */
const REMEMBERED_H = 24;
const OLD = sql`clock_timestamp() - make_interval(hours => ${REMEMBERED_H})`;
/** Old ones go with new ones, so that no job has to run. */
const FORGOTTEN_AT_A_TIME = 20;

/**
 * One transaction that is done at most once: who asks again within a day, or at the same time, is given what the first
 * one came to, and nothing is written. What was undone may be tried again.
 *
 * @param work its result is kept as JSON, and is given as JSON has it to who asks again
 * @throws {GatewayError} IDEMPOTENCY_KEY_REUSED for another request of the same key; UNKNOWN_OUTCOME when the database
 *   was lost while it committed; EXECUTION_TIMEOUT when the client was told meanwhile that nothing was written
 */
export async function once<T>(
  em: EntityManager,
  write: IdempotentWrite | undefined,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  if (!write) return em.transactional(work);
  let isCommitting = false;
  try {
    return await em.transactional(async (transaction) => {
      const first = await claim(transaction, write);
      if (first !== undefined) {
        write.outcome.found();
        return JSON.parse(first) as T;
      }
      write.outcome.claimed();
      const result = await work(transaction);
      await keep(transaction, write, JSON.stringify(result));
      write.outcome.commit();
      isCommitting = true;
      return result;
    });
  } catch (error) {
    if (isCommitting && isUnavailable(error)) throw new UnknownOutcome(write.outcome.idempotencyKey, { cause: error });
    if (isCommitting) write.outcome.refused();
    throw error;
  }
}

/**
 * What the same write came to before, as JSON; undefined: it is this transaction's. Row 0 is the request's: whoever has it
 * goes first, and the others wait.
 */
async function claim(em: EntityManager, { keyId, digest, request, ordinal }: IdempotentWrite) {
  const db = em.getKysely();
  const { rows: claimed } = await sql<{ request: string }>`
    with forgotten as (
      delete from idempotent_writes where (key_id, digest, ordinal) in (
        select key_id, digest, ordinal from idempotent_writes
        where written_at < ${OLD} and digest <> ${digest} limit ${FORGOTTEN_AT_A_TIME} for update skip locked))
    insert into idempotent_writes as w (key_id, digest, ordinal, request, written_at)
    values (${keyId}, ${digest}, 0, ${request}, clock_timestamp())
    on conflict (key_id, digest, ordinal) do update set
      request = case when w.written_at < ${OLD} then excluded.request else w.request end,
      written_at = case when w.written_at < ${OLD} then excluded.written_at else w.written_at end
    returning request`.execute(db);
  if (claimed[0]?.request !== request)
    throw new GatewayError("IDEMPOTENCY_KEY_REUSED", "This X-Idempotency-Key was sent with another request before.");
  const { rows } = await sql<{ result: string }>`
    select result from idempotent_writes
    where key_id = ${keyId} and digest = ${digest} and ordinal = ${ordinal} and written_at >= ${OLD}`.execute(db);
  return rows[0]?.result;
}

async function keep(em: EntityManager, write: IdempotentWrite, result: string): Promise<void> {
  const { keyId, digest, request, ordinal } = write;
  await sql`
    insert into idempotent_writes (key_id, digest, ordinal, request, result, written_at)
    values (${keyId}, ${digest}, ${ordinal}, ${request}, ${result}, clock_timestamp())
    on conflict (key_id, digest, ordinal) do update
      set request = excluded.request, result = excluded.result, written_at = excluded.written_at`.execute(
    em.getKysely(),
  );
}

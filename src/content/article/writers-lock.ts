import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { WRITE_ID } from "../../database/entities/change.entity.ts";
import { LAST_WRITE } from "../../database/database-clock.ts";

const WRITERS_LOCK = 7_126_530_002;

/**
 * One writer at a time until its transaction ends: slugs, names and stubs are looked up before they are made, and the
 * change log is written in the order of commits. Only who has the lock can write to the log.
 */
export async function lockWriters(em: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WRITERS_LOCK}), set_config(${WRITE_ID}, gen_random_uuid()::text, true)`.execute(
    em.getKysely(),
  );
}

/**
 * The database's time, to the millisecond. Asked when the lock is had it equals the order of commits: it never is before
 * the last write, even if the server's clock was put back.
 */
export async function writersTime(em: EntityManager): Promise<Date> {
  const { rows } = await sql<{ ms: number }>`
    select floor(extract(epoch from greatest(clock_timestamp(), ${sql.raw(LAST_WRITE)})) * 1000)::float8 as ms`.execute(
    em.getKysely(),
  );
  return new Date(Number(rows[0]?.ms));
}

import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { LAST_WRITE } from "../../database/database-clock.ts";

const WRITERS_LOCK = 7_126_530_002;

/** One writer at a time until its transaction ends: slugs, names and stubs are looked up before they are made. */
export async function lockWriters(em: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WRITERS_LOCK})`.execute(em.getKysely());
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

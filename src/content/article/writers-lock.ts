import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";

const WRITERS_LOCK = 7_126_530_002;

/** One writer at a time until its transaction ends: slugs, names and stubs are looked up before they are made. */
export async function lockWriters(em: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WRITERS_LOCK})`.execute(em.getKysely());
}

import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";

/** What a server said of the version it sent. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Of the version that was read last; undefined: never. */
export async function validatorsOf(em: EntityManager, url: string): Promise<Validators | undefined> {
  const { rows } = await sql<Validators>`
    select etag, last_modified as "lastModified" from fetched_sources where url = ${url}`.execute(em.getKysely());
  return rows[0];
}

/** To be called once all that was read is written: what is remembered is not read again. */
export async function keepValidators(
  em: EntityManager,
  { url, etag, lastModified }: Validators & { readonly url: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into fetched_sources (url, etag, last_modified, fetched_at) values (${url}, ${etag}, ${lastModified}, ${now})
    on conflict (url) do update set etag = excluded.etag, last_modified = excluded.last_modified,
      fetched_at = excluded.fetched_at`.execute(em.getKysely());
}

import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { Scope } from "../viewer.ts";
import type { ApiKeyDraft } from "./api-key.rules.ts";
import { newSecret, tokenOf } from "./api-key-token.rules.ts";

/** All that is kept of a key but its digest. */
export interface ApiKeyRow extends ApiKeyDraft {
  readonly id: number;
  readonly scopes: readonly Scope[];
  readonly revokedAt: Date | null;
  readonly createdAt: Date;
  /** The key that made it; null: the command line. */
  readonly createdBy: number | null;
}

/**
 * Makes a key of a draft without problems.
 *
 * @param how.by the key that makes it; null: the command line
 * @returns the token is shown to whoever asked for it, and kept nowhere
 */
export async function createApiKey(
  em: EntityManager,
  draft: ApiKeyDraft,
  { by, now }: { by: number | null; now: Date },
): Promise<{ id: number; token: string }> {
  const { secret, digest } = newSecret();
  const { rows } = await sql<{ id: string }>`
    insert into api_keys (name, digest, scopes, section_ids, points_per_minute, expires_at, created_at, created_by_id)
    values (${draft.name.trim()}, ${digest}, ${[...new Set(draft.scopes)]}::text[],
      ${draft.sectionIds && [...new Set(draft.sectionIds)]}::bigint[], ${draft.pointsPerMinute},
      ${draft.expiresAt}::timestamptz, ${now}::timestamptz, ${by})
    returning id`.execute(em.getKysely());
  const id = Number(rows[0]?.id);
  return { id, token: tokenOf(id, secret) };
}

/** From now on it lets nobody in; one that was revoked before stays as it was. False when there is no such key. */
export async function revokeApiKey(em: EntityManager, id: number, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update api_keys set revoked_at = coalesce(revoked_at, ${now}::timestamptz) where id = ${id} returning id`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}

/** Oldest first; all of them, or the one. */
export async function listApiKeys(em: EntityManager, id: number | null = null): Promise<ApiKeyRow[]> {
  const { rows } = await sql<{ key: string }>`
    select json_build_object('id', id, 'name', name, 'scopes', scopes, 'sectionIds', section_ids,
      'pointsPerMinute', points_per_minute, 'expiresAt', expires_at, 'revokedAt', revoked_at, 'createdAt', created_at,
      'createdBy', created_by_id)::text as key
    from api_keys where ${id}::bigint is null or id = ${id} order by id`.execute(em.getKysely());
  return rows.map(({ key }) => JSON.parse(key, asDate) as ApiKeyRow);
}

const asDate = (property: string, value: unknown): unknown =>
  property.endsWith("At") && typeof value === "string" ? new Date(value) : value;

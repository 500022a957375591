import type { Reader } from "../../database/reader.ts";
import type { Scope, Viewer } from "../viewer.ts";

/** Whoever sent a key. */
export interface KeyHolder {
  readonly viewer: Viewer;
  /** Null: as configured for keys. */
  readonly pointsPerMinute: number | null;
}

export interface StoredKey extends KeyHolder {
  /** SHA-256 of its secret. */
  readonly digest: Buffer;
  readonly isRevoked: boolean;
  /** Milliseconds since 1970; Infinity: never. */
  readonly expiresAt: number;
}

/** Always one row, and no part of it missing that takes time to read: so that all keys take the same. */
const KEY = `(select name, digest, array_to_json(scopes)::text, array_to_json(section_ids)::text, points_per_minute,
  revoked_at is not null, coalesce(date_part('epoch', expires_at) * 1000, 'infinity') from api_keys where id = $1)
  union all select 'Nobody', repeat('0', 64), '["content:read"]', null, null, true, 'infinity'::float8 limit 1`;

/** One statement. Of an id that no key has, one that is revoked and has no secret. */
export async function readKey(reader: Reader, id: number): Promise<StoredKey> {
  const [row = []] = await reader.run(KEY, [id]);
  const [name, digest, scopesJson, sectionIds, pointsPerMinute, isRevoked, expiresAt] = row;
  const scopes = JSON.parse(scopesJson ?? "[]") as Scope[];
  return {
    viewer: {
      kind: "API_KEY",
      keyId: id,
      name: name ?? "",
      scopes,
      licensedSections: scopes.includes("content:read") ? (JSON.parse(sectionIds ?? "null") as number[] | null) : [],
    },
    pointsPerMinute: pointsPerMinute == null ? null : Number(pointsPerMinute),
    digest: Buffer.from(digest ?? "", "hex"),
    isRevoked: isRevoked === "t",
    expiresAt: Number(expiresAt),
  };
}

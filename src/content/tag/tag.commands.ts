import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { TagKind } from "../../database/vocabulary.ts";
import type { TagDraft } from "../article/article.draft.ts";
import type { Shared, SharedRows } from "../article/shared-parts.rules.ts";
import { ensureNamed, type NamedParts } from "../named-parts.commands.ts";
import { recordset } from "../recordset.ts";

/** Identifies a tag: the source's URI or, without one, kind and name. */
export const tagKey = ({ uri, kind, name }: { uri?: string | null; kind: TagKind; name: string }): string =>
  uri ?? `${kind}:${name}`;

interface MadeTag {
  id: string;
  uri: string | null;
  kind: TagKind;
  name: string;
}

interface HeldTag extends MadeTag {
  slug: string;
  isMet: boolean;
}

async function find(em: EntityManager, drafts: readonly TagDraft[], now: Date): Promise<HeldTag[]> {
  const uris = drafts.flatMap(({ uri }) => (uri === undefined ? [] : [uri]));
  const named = drafts.filter(({ uri }) => uri === undefined).map(({ kind, name }) => ({ kind, name }));
  const { rows } = await sql<HeldTag>`
    select id, uri, kind, name, slug, coalesce(visible_from <= ${now.toISOString()}::timestamptz, false) as "isMet" from (
      select * from tags where uri = any(${uris}::text[])
      union all
      select tags.* from ${recordset(named)} as t(kind tag_kind, name text)
      join tags on tags.name = t.name and tags.kind = t.kind and tags.uri is null) as found`.execute(em.getKysely());
  return rows;
}

async function change(em: EntityManager, rows: readonly object[], now: Date): Promise<void> {
  await sql`
    update tags set kind = t.kind, name = t.name, slug = t.slug,
      visible_from = least(visible_from, ${now.toISOString()}::timestamptz)
    from ${recordset(rows)} as t(id bigint, kind tag_kind, name text, slug text) where tags.id = t.id`.execute(
    em.getKysely(),
  );
}

async function insert(em: EntityManager, rows: readonly object[], now: Date): Promise<MadeTag[]> {
  const inserted = await sql<MadeTag>`
    insert into tags (slug, uri, kind, name, visible_from)
    select slug, uri, kind, name, case when "isPublic" then ${now.toISOString()}::timestamptz end
    from ${recordset(rows)} as t(slug text, uri text, kind tag_kind, name text, "isPublic" boolean)
    returning id, uri, kind, name`.execute(em.getKysely());
  return inserted.rows;
}

const TAGS: NamedParts<TagDraft, MadeTag> = { table: "tags", keyOf: tagKey, find, change, insert };

/** Tags by `tagKey`; those missing are made, and one known by URI takes the kind and name that a public item gives it. */
export const ensureTags = (em: EntityManager, drafts: readonly Shared<TagDraft>[], now: Date): Promise<SharedRows> =>
  ensureNamed(em, TAGS, { drafts, now });

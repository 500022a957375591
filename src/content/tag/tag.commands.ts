import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { TagKind } from "../../database/vocabulary.ts";
import type { TagDraft } from "../article/article.draft.ts";
import { freeSlugs } from "../free-slugs.ts";
import { recordset } from "../recordset.ts";
import { slugify } from "../slug.ts";
import { slugOwners } from "../slug-owners.ts";

/** Identifies a tag: the source's URI or, without one, kind and name. */
export const tagKey = ({ uri, kind, name }: { uri?: string | null; kind: TagKind; name: string }): string =>
  uri ?? `${kind}:${name}`;

/** Ids by `tagKey`; those missing are made, and one known by URI takes the kind and name given last. */
export async function ensureTags(em: EntityManager, drafts: readonly TagDraft[]): Promise<Map<string, number>> {
  const wanted = new Map(drafts.map((draft) => [tagKey(draft), draft]));
  if (wanted.size === 0) return new Map();
  const held = await find(em, [...wanted.values()]);
  const ids = new Map(held.map((row) => [tagKey(row), Number(row.id)]));
  const changed = held.flatMap(({ id, uri, kind, name }) => {
    const draft = uri === null ? undefined : wanted.get(uri);
    return draft && (draft.name !== name || draft.kind !== kind) ? [{ id, kind: draft.kind, name: draft.name }] : [];
  });
  if (changed.length > 0) await change(em, changed);
  const missing = [...wanted].filter(([key]) => !ids.has(key)).map(([, draft]) => draft);
  for (const row of await insert(em, missing)) ids.set(tagKey(row), Number(row.id));
  return ids;
}

interface TagRow {
  id: string;
  uri: string | null;
  kind: TagKind;
  name: string;
}

async function find(em: EntityManager, drafts: readonly TagDraft[]): Promise<TagRow[]> {
  const uris = drafts.flatMap(({ uri }) => (uri === undefined ? [] : [uri]));
  const named = drafts.filter(({ uri }) => uri === undefined).map(({ kind, name }) => ({ kind, name }));
  const { rows } = await sql<TagRow>`
    select id, uri, kind, name from tags where uri = any(${uris}::text[])
    union all
    select tags.id, tags.uri, tags.kind, tags.name from ${recordset(named)} as t(kind tag_kind, name text)
    join tags on tags.name = t.name and tags.kind = t.kind and tags.uri is null`.execute(em.getKysely());
  return rows;
}

async function change(em: EntityManager, rows: readonly object[]): Promise<void> {
  await sql`
    update tags set kind = t.kind, name = t.name
    from ${recordset(rows)} as t(id bigint, kind tag_kind, name text) where tags.id = t.id`.execute(em.getKysely());
}

async function insert(em: EntityManager, drafts: readonly TagDraft[]): Promise<TagRow[]> {
  if (drafts.length === 0) return [];
  const slugs = await freeSlugs(
    drafts.map(({ name }) => ({ slug: slugify(name) })),
    (probes) => slugOwners(em, "tags", probes),
  );
  const rows = drafts.map(({ uri, kind, name }, index) => ({ slug: slugs[index], uri, kind, name }));
  const inserted = await sql<TagRow>`
    insert into tags (slug, uri, kind, name) select slug, uri, kind, name
    from ${recordset(rows)} as t(slug text, uri text, kind tag_kind, name text)
    returning id, uri, kind, name`.execute(em.getKysely());
  return inserted.rows;
}

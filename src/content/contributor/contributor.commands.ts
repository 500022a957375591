import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ContributorDraft } from "../article/article.draft.ts";
import { freeSlugs } from "../free-slugs.ts";
import { recordset } from "../recordset.ts";
import { slugify } from "../slug.ts";
import { slugOwners } from "../slug-owners.ts";

/** Identifies a contributor: the source's URI or, without one, the name. */
export const contributorKey = ({ uri, name }: { uri?: string | null; name: string }): string => uri ?? `name:${name}`;

/** Ids by `contributorKey`; those missing are made, and one known by URI takes the name given last. */
export async function ensureContributors(
  em: EntityManager,
  drafts: readonly ContributorDraft[],
): Promise<Map<string, number>> {
  const wanted = new Map(drafts.map((draft) => [contributorKey(draft), draft]));
  if (wanted.size === 0) return new Map();
  const held = await find(em, [...wanted.values()]);
  const ids = new Map(held.map((row) => [contributorKey(row), Number(row.id)]));
  const renamed = held.flatMap(({ id, uri, name }) => {
    const newName = uri === null ? name : (wanted.get(uri)?.name ?? name);
    return newName === name ? [] : [{ id, name: newName }];
  });
  if (renamed.length > 0) await rename(em, renamed);
  const missing = [...wanted].filter(([key]) => !ids.has(key)).map(([, draft]) => draft);
  for (const row of await insert(em, missing)) ids.set(contributorKey(row), Number(row.id));
  return ids;
}

interface ContributorRow {
  id: string;
  uri: string | null;
  name: string;
}

async function find(em: EntityManager, drafts: readonly ContributorDraft[]): Promise<ContributorRow[]> {
  const uris = drafts.flatMap(({ uri }) => (uri === undefined ? [] : [uri]));
  const names = drafts.flatMap(({ uri, name }) => (uri === undefined ? [name] : []));
  const { rows } = await sql<ContributorRow>`
    select id, uri, name from contributors where uri = any(${uris}::text[])
    union all
    select id, uri, name from contributors where uri is null and name = any(${names}::text[])`.execute(em.getKysely());
  return rows;
}

async function rename(em: EntityManager, rows: readonly object[]): Promise<void> {
  await sql`update contributors c set name = t.name from ${recordset(rows)} as t(id bigint, name text) where c.id = t.id`.execute(
    em.getKysely(),
  );
}

async function insert(em: EntityManager, drafts: readonly ContributorDraft[]): Promise<ContributorRow[]> {
  if (drafts.length === 0) return [];
  const slugs = await freeSlugs(
    drafts.map(({ name }) => ({ slug: slugify(name) })),
    (probes) => slugOwners(em, "contributors", probes),
  );
  const { rows } = await sql<ContributorRow>`
    insert into contributors (slug, uri, name) select slug, uri, name
    from ${recordset(drafts.map(({ uri, name }, index) => ({ slug: slugs[index], uri, name })))} as t(slug text, uri text, name text)
    returning id, uri, name`.execute(em.getKysely());
  return rows;
}

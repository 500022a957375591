import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ContributorDraft } from "../article/article.draft.ts";
import { firstSeen, type Shared, type SharedRows } from "../article/shared-parts.rules.ts";
import { freeSlugs } from "../free-slugs.ts";
import { recordset } from "../recordset.ts";
import { withSlugs } from "../renamed-slugs.ts";
import { slugify } from "../slug.ts";
import { slugOwners } from "../slug-owners.ts";

/** Identifies a contributor: the source's URI or, without one, the name. */
export const contributorKey = ({ uri, name }: { uri?: string | null; name: string }): string => uri ?? `name:${name}`;

/** Contributors by `contributorKey`; those missing are made, and one known by URI takes the name that a public item gives it. */
export async function ensureContributors(
  em: EntityManager,
  drafts: readonly Shared<ContributorDraft>[],
  now: Date,
): Promise<SharedRows> {
  const wanted = firstSeen(drafts, contributorKey);
  if (wanted.size === 0) return { ids: new Map(), changed: [] };
  const held = await find(em, [...wanted.values()], now);
  const ids = new Map(held.map((row) => [contributorKey(row), Number(row.id)]));
  const told = held.flatMap(({ id, slug, isMet, ...row }) => {
    const draft = wanted.get(contributorKey(row));
    const isOther = draft?.name !== row.name;
    return draft?.isPublic && (isOther || !isMet) ? [{ ...draft, id: Number(id), slug, isMet, isOther }] : [];
  });
  if (told.length > 0) await change(em, await withSlugs(em, "contributors", told), now);
  const missing = [...wanted].filter(([key]) => !ids.has(key)).map(([, draft]) => draft);
  for (const row of await insert(em, missing, now)) ids.set(contributorKey(row), Number(row.id));
  return { ids, changed: told.flatMap(({ id, isOther }) => (isOther ? [id] : [])) };
}

interface MadeContributor {
  id: string;
  uri: string | null;
  name: string;
}

interface HeldContributor extends MadeContributor {
  slug: string;
  isMet: boolean;
}

async function find(em: EntityManager, drafts: readonly ContributorDraft[], now: Date): Promise<HeldContributor[]> {
  const uris = drafts.flatMap(({ uri }) => (uri === undefined ? [] : [uri]));
  const names = drafts.flatMap(({ uri, name }) => (uri === undefined ? [name] : []));
  const { rows } = await sql<HeldContributor>`
    select id, uri, name, slug, coalesce(visible_from <= ${now.toISOString()}::timestamptz, false) as "isMet" from (
      select * from contributors where uri = any(${uris}::text[])
      union all
      select * from contributors where uri is null and name = any(${names}::text[])) as found`.execute(em.getKysely());
  return rows;
}

async function change(em: EntityManager, rows: readonly object[], now: Date): Promise<void> {
  await sql`
    update contributors c set name = t.name, slug = t.slug,
      visible_from = least(visible_from, ${now.toISOString()}::timestamptz)
    from ${recordset(rows)} as t(id bigint, name text, slug text) where c.id = t.id`.execute(em.getKysely());
}

async function insert(
  em: EntityManager,
  drafts: readonly Shared<ContributorDraft>[],
  now: Date,
): Promise<MadeContributor[]> {
  if (drafts.length === 0) return [];
  const slugs = await freeSlugs(
    drafts.map(({ name }) => ({ slug: slugify(name) })),
    (probes) => slugOwners(em, "contributors", probes),
  );
  const rows = drafts.map((draft, index) => ({ ...draft, slug: slugs[index] }));
  const inserted = await sql<MadeContributor>`
    insert into contributors (slug, uri, name, visible_from)
    select slug, uri, name, case when "isPublic" then ${now.toISOString()}::timestamptz end
    from ${recordset(rows)} as t(slug text, uri text, name text, "isPublic" boolean)
    returning id, uri, name`.execute(em.getKysely());
  return inserted.rows;
}

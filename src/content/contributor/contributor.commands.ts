import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ContributorDraft } from "../article/article.draft.ts";
import type { Shared, SharedRows } from "../article/shared-parts.rules.ts";
import { ensureNamed, type NamedParts } from "../named-parts.commands.ts";
import { recordset } from "../recordset.ts";

/** Identifies a contributor: the source's URI or, without one, the name. */
export const contributorKey = ({ uri, name }: { uri?: string | null; name: string }): string => uri ?? `name:${name}`;

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

async function insert(em: EntityManager, rows: readonly object[], now: Date): Promise<MadeContributor[]> {
  const inserted = await sql<MadeContributor>`
    insert into contributors (slug, uri, name, visible_from)
    select slug, uri, name, case when "isPublic" then ${now.toISOString()}::timestamptz end
    from ${recordset(rows)} as t(slug text, uri text, name text, "isPublic" boolean)
    returning id, uri, name`.execute(em.getKysely());
  return inserted.rows;
}

const CONTRIBUTORS: NamedParts<ContributorDraft, MadeContributor> = {
  table: "contributors",
  keyOf: contributorKey,
  find,
  change,
  insert,
};

/** Contributors by `contributorKey`; those missing are made, and one known by URI takes the name that a public item gives it. */
export const ensureContributors = (
  em: EntityManager,
  drafts: readonly Shared<ContributorDraft>[],
  now: Date,
): Promise<SharedRows> => ensureNamed(em, CONTRIBUTORS, { drafts, now });

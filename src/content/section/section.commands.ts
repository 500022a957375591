import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { SectionDraft } from "../article/article.draft.ts";
import { freeSlugs } from "../free-slugs.ts";
import { recordset } from "../recordset.ts";
import { slugOwners } from "../slug-owners.ts";

interface NewSection extends SectionDraft {
  path: string;
  parentPath: string | null;
  depth: number;
}

/** Identifies a section: the slugs from the root down. */
export const sectionPath = (chain: readonly SectionDraft[]): string => chain.map(({ slug }) => slug).join("/");

/**
 * Ids by path of the sections and of all above them; those missing are made, parents first, each after its siblings.
 * One that for want of better is named after its slug takes the first real name it is given.
 *
 * @param chains each from the root down, not empty
 */
export async function ensureSections(
  em: EntityManager,
  chains: readonly SectionDraft[][],
): Promise<Map<string, number>> {
  const wanted = new Map<string, NewSection>();
  for (const level of chains.flatMap(levels)) {
    const other = wanted.get(level.path);
    if (!other || isUnnamed(other)) wanted.set(level.path, level);
  }
  if (wanted.size === 0) return new Map();
  const held = await find(em, [...wanted.keys()]);
  const named = held.flatMap(({ id, path, name }) => {
    const level = wanted.get(path);
    return level && name === level.slug && !isUnnamed(level) ? [{ id, name: level.name }] : [];
  });
  if (named.length > 0) await rename(em, named);
  const ids = new Map(held.map(({ path, id }) => [path, Number(id)]));
  const missing = [...wanted.values()].filter(({ path }) => !ids.has(path));
  if (missing.length === 0) return ids;
  const slugs = await freeSlugs(missing, (probes) => slugOwners(em, "sections", probes));
  const rows = missing.map(({ path, name, parentPath, depth }, ordinal) => ({
    path,
    name,
    parentPath,
    depth,
    ordinal,
    slug: slugs[ordinal],
  }));
  for (const depth of new Set(rows.map((row) => row.depth).toSorted((a, b) => a - b))) {
    await insert(
      em,
      rows.filter((row) => row.depth === depth),
    );
  }
  for (const { path, id } of await find(
    em,
    missing.map((section) => section.path),
  ))
    ids.set(path, Number(id));
  return ids;
}

const isUnnamed = ({ slug, name }: SectionDraft): boolean => name === slug;

async function rename(em: EntityManager, sections: readonly object[]): Promise<void> {
  await sql`
    update sections s set name = t.name from ${recordset(sections)} as t(id bigint, name text)
    where s.id = t.id`.execute(em.getKysely());
}

function levels(chain: readonly SectionDraft[]): NewSection[] {
  return chain.map((section, depth) => ({
    ...section,
    depth,
    path: sectionPath(chain.slice(0, depth + 1)),
    parentPath: depth === 0 ? null : sectionPath(chain.slice(0, depth)),
  }));
}

async function find(em: EntityManager, paths: string[]): Promise<{ id: string; path: string; name: string }[]> {
  const { rows } = await sql<{ id: string; path: string; name: string }>`
    select id, path, name from sections where path = any(${paths}::text[])`.execute(em.getKysely());
  return rows;
}

async function insert(em: EntityManager, sections: readonly object[]): Promise<void> {
  await sql`
    insert into sections (slug, path, name, parent_id, position)
    select t.slug, t.path, t.name, parent.id,
      coalesce((select max(sibling.position) + 1 from sections sibling where sibling.parent_id is not distinct from parent.id), 0)
        + row_number() over (partition by t."parentPath" order by t.ordinal) - 1
    from ${recordset(sections)} as t(slug text, path text, name text, "parentPath" text, ordinal int)
    left join sections parent on parent.path = t."parentPath"`.execute(em.getKysely());
}

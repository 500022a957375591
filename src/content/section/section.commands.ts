import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { SectionDraft } from "../article/article.draft.ts";
import { bySeen, type Shared, type SharedRows } from "../article/shared-parts.rules.ts";
import { freeSlugs } from "../free-slugs.ts";
import { recordset } from "../recordset.ts";
import { slugOwners } from "../slug-owners.ts";

type NewSection = Shared<SectionDraft> & {
  path: string;
  parentPath: string | null;
  depth: number;
};

/** Identifies a section: the slugs from the root down. */
export const sectionPath = (chain: readonly SectionDraft[]): string => chain.map(({ slug }) => slug).join("/");

/**
 * Sections by path, those above them included; missing ones are made, parents first, each after its siblings. Of public items
 * one that readers have not met takes the name that they give it; one that they have met, and that for want of better is
 * named after its slug, the first real name.
 *
 * @param chains each from the root down, not empty
 */
export async function ensureSections(
  em: EntityManager,
  chains: readonly Shared<{ section: readonly SectionDraft[] }>[],
  now: Date,
): Promise<SharedRows> {
  const wanted = new Map<string, NewSection>();
  for (const level of chains.flatMap(levels)) {
    const other = wanted.get(level.path);
    const order = other ? bySeen(level, other) : -1;
    if (order < 0 || (order === 0 && other && isUnnamed(other))) wanted.set(level.path, level);
  }
  if (wanted.size === 0) return { ids: new Map(), changed: [] };
  const held = await find(em, [...wanted.keys()], now);
  const told = held.flatMap(({ id, path, name, isMet }) => {
    const level = wanted.get(path);
    if (!level?.isPublic) return [];
    const isOther = level.name !== name && (!isMet || name === level.slug);
    return isOther || !isMet ? [{ id: Number(id), name: level.name, isMet, isOther }] : [];
  });
  if (told.length > 0) await change(em, told, now);
  const ids = new Map(held.map(({ path, id }) => [path, Number(id)]));
  const missing = [...wanted.values()].filter(({ path }) => !ids.has(path));
  for (const { path, id } of await insertAll(em, missing, now)) ids.set(path, Number(id));
  return { ids, changed: told.filter(({ isOther }) => isOther).map(({ id, isMet }) => ({ id, isMet })) };
}

const isUnnamed = ({ slug, name }: SectionDraft): boolean => name === slug;

async function insertAll(em: EntityManager, missing: readonly NewSection[], now: Date): Promise<MadeSection[]> {
  if (missing.length === 0) return [];
  const slugs = await freeSlugs(missing, (probes) => slugOwners(em, "sections", probes));
  const rows = missing.map((level, ordinal) => ({
    ...level,
    ordinal,
    slug: slugs[ordinal],
    visibleFrom: level.isPublic ? now : null,
  }));
  const inserted: MadeSection[] = [];
  for (const depth of new Set(rows.map((row) => row.depth).toSorted((a, b) => a - b)))
    inserted.push(
      ...(await insert(
        em,
        rows.filter((row) => row.depth === depth),
      )),
    );
  return inserted;
}

async function change(em: EntityManager, sections: readonly object[], now: Date): Promise<void> {
  await sql`
    update sections s set name = t.name, visible_from = least(s.visible_from, ${now.toISOString()}::timestamptz)
    from ${recordset(sections)} as t(id bigint, name text) where s.id = t.id`.execute(em.getKysely());
}

function levels({ section: chain, ...standing }: Shared<{ section: readonly SectionDraft[] }>): NewSection[] {
  return chain.map((section, depth) => ({
    ...standing,
    ...section,
    depth,
    path: sectionPath(chain.slice(0, depth + 1)),
    parentPath: depth === 0 ? null : sectionPath(chain.slice(0, depth)),
  }));
}

interface MadeSection {
  id: string;
  path: string;
}

interface HeldSection extends MadeSection {
  name: string;
  isMet: boolean;
}

async function find(em: EntityManager, paths: string[], now: Date): Promise<HeldSection[]> {
  const { rows } = await sql<HeldSection>`
    select id, path, name, coalesce(visible_from <= ${now.toISOString()}::timestamptz, false) as "isMet"
    from sections where path = any(${paths}::text[])`.execute(em.getKysely());
  return rows;
}

async function insert(em: EntityManager, sections: readonly object[]): Promise<MadeSection[]> {
  const { rows } = await sql<MadeSection>`
    insert into sections (slug, path, name, visible_from, parent_id, position)
    select t.slug, t.path, t.name, t."visibleFrom", parent.id,
      coalesce((select max(sibling.position) + 1 from sections sibling where sibling.parent_id is not distinct from parent.id), 0)
        + row_number() over (partition by t."parentPath" order by t.ordinal) - 1
    from ${recordset(sections)} as t(slug text, path text, name text, "visibleFrom" timestamptz,
      "parentPath" text, ordinal int)
    left join sections parent on parent.path = t."parentPath" order by t.ordinal
    returning id, path`.execute(em.getKysely());
  return rows;
}

import { sql } from "kysely";
import { ENTITY_TYPES, type EntityType } from "../../database/vocabulary.ts";
import { hasWorked, isPictured, isSectionMet, isTagged, isTold } from "../met.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { Viewing } from "../reading/viewing.ts";
import { visible } from "../visibility.ts";

/*
 * What the log tells of: articles, and what they share.
 */

interface Entity {
  readonly table: string;
  /** Whether whoever looks has met one, by its row. */
  readonly isMet: (one: { alias: Sql; viewing: Viewing }) => Sql;
}

const ENTITIES: Readonly<Record<EntityType, Entity>> = {
  ARTICLE: { table: "articles", isMet: ({ alias, viewing }) => visible(alias, viewing) },
  SECTION: { table: "sections", isMet: isSectionMet },
  TAG: { table: "tags", isMet: isTagged },
  CONTRIBUTOR: { table: "contributors", isMet: hasWorked },
  IMAGE: { table: "images", isMet: isPictured },
  STORYLINE: { table: "storylines", isMet: isTold },
};

/** Which stories have what they share: by its type, the table that says it, and the column that points at it. */
export const LINKS = {
  SECTION: { links: "section_listings", column: "section_id" },
  TAG: { links: "taggings", column: "tag_id" },
  CONTRIBUTOR: { links: "contributions", column: "contributor_id" },
  IMAGE: { links: "article_images", column: "image_id" },
  STORYLINE: { links: "storyline_entries", column: "storyline_id" },
} as const satisfies Partial<Record<EntityType, { links: string; column: string }>>;

/** Whether there is one for whoever looks, by its type and id. */
export function isThere(type: Sql, id: Sql, viewing: Viewing): Sql {
  const one = name("one_there");
  const cases = ENTITY_TYPES.map((each) => {
    const { table, isMet } = ENTITIES[each];
    return sql`when '${name(each)}' then exists (select from ${name(table)} as ${one}
      where ${one}.id = ${id} and ${isMet({ alias: one, viewing })})`;
  });
  return sql`(case ${type} ${sql.join(cases, sql` `)} end)`;
}

/** Whether readers were told of one by a change of its own, made while it was there for them; by its type and id. */
export const hasOwnChange = (type: Sql, id: Sql): Sql =>
  sql`exists (select from changes as known where known.entity_type = ${type}::entity_type and known.entity_id = ${id}
    and known.visible_from = '-infinity')`;

/** What answers that show it are cached under, by its type and id: its global id. */
export const cacheTagOf = (type: Sql, id: Sql): Sql => sql`initcap(${type}) || ':' || ${id}`;

/** Which comes first of what a change shows in several places. */
export const rankOf = (type: Sql): Sql =>
  sql`array_position(array[${name(ENTITY_TYPES.map((each) => `'${each}'`).join(", "))}], ${type})`;

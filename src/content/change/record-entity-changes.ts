import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ChangeKind, EntityType } from "../../database/vocabulary.ts";
import { name, type Sql } from "../reading/sql.ts";
import { recordset } from "../recordset.ts";
import { readersAt } from "../visibility.ts";
import { cacheTagOf, isThere, LINKS } from "./entities.ts";

/** What was done to something that stories share. */
export interface EntityChange {
  readonly type: Exclude<EntityType, "ARTICLE">;
  readonly id: number;
  readonly kind: Extract<ChangeKind, "PUBLISHED" | "UPDATED">;
  /** Names of fields of its type; none when all of it is new. */
  readonly fields: readonly string[];
  /** Readers are not told: it changed by something that they never saw. */
  readonly isForDesk?: boolean;
}

/** Writes changes of what stories share to the log, inside the caller's transaction and after its other writes. */
export async function recordEntityChanges(
  em: EntityManager,
  changes: readonly EntityChange[],
  at: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({ isForDesk: false, ...change }));
  await record(
    em,
    sql`select type, id, kind, fields, "isForDesk" as is_for_desk from ${recordset(rows)}
      as t(type entity_type, id bigint, kind change_kind, fields text[], "isForDesk" boolean)`,
    at,
  );
}

/** What was there and is not as it was: whatever story shows it has changed. */
export interface ChangedPart {
  readonly id: number;
  /** Readers knew it as it was. To others it is new, and that hidden stories had other words for it is for the desk. */
  readonly isMet: boolean;
}

export type ChangedParts = Partial<Record<"contributors" | "images" | "sections" | "tags", readonly ChangedPart[]>>;

const PARTS = [
  { part: "sections", type: "SECTION", field: "name" },
  { part: "tags", type: "TAG", field: "name" },
  { part: "contributors", type: "CONTRIBUTOR", field: "name" },
  { part: "images", type: "IMAGE", field: "renditions" },
] as const;

/**
 * The same of what these articles share: that it is new, where it has no change yet, or readers meet it now and have none;
 * and of the rest what changed.
 */
export async function recordSharedChanges(
  em: EntityManager,
  { articleIds, changed }: { articleIds: readonly number[]; changed: ChangedParts },
  at: Date,
): Promise<void> {
  const parts = PARTS.map(({ part, type, field }) => {
    const { links, column } = LINKS[type];
    const typed = sql`'${name(type)}'::entity_type`;
    return sql`select distinct ${typed} as type, l.${name(column)} as id, 'PUBLISHED'::change_kind as kind, '{}'::text[] as fields,
        false as is_for_desk from ${name(links)} as l where l.article_id = any(${articleIds}::bigint[])
          and not exists (select from changes as c where c.entity_type = ${typed} and c.entity_id = l.${name(column)}
            and (c.visible_from = '-infinity' or not ${isThere(sql`'${name(type)}'`, sql`l.${name(column)}`, readersAt(at))}))
      union all select distinct ${typed}, t.id, 'UPDATED'::change_kind, array['${name(field)}'], not t."isMet"
        from ${recordset(changed[part] ?? [])} as t(id bigint, "isMet" boolean)`;
  });
  await record(em, sql.join(parts, sql` union all `), at);
}

/** @param changes `type`, `id`, `kind`, `fields`, `is_for_desk` */
async function record(em: EntityManager, changes: Sql, at: Date): Promise<void> {
  const type = sql`t.type::text`;
  await sql`
    insert into changes (entity_type, entity_id, kind, written_at, visible_from, was_visible_from, is_for_desk, version,
      changed_fields, cache_tags)
    select t.type, t.id, t.kind, ${at}::timestamptz,
      case when not t.is_for_desk and ${isThere(type, sql`t.id`, readersAt(at))} then '-infinity' else 'infinity' end::timestamptz, 'infinity',
      t.is_for_desk, 0, t.fields, array[${cacheTagOf(type, sql`t.id`)}]
    from (${changes}) as t
    order by t.type, t.id, t.kind, t.is_for_desk`.execute(em.getKysely());
}

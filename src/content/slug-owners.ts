import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";

/** Ids of those of a table's rows that have one of the slugs, by slug. */
export async function slugOwners(
  em: EntityManager,
  table: "contributors" | "sections" | "storylines" | "tags",
  slugs: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ slug: string; id: string }>`
    select slug, id from ${sql.table(table)} where slug = any(${slugs}::text[])`.execute(em.getKysely());
  return new Map(rows.map(({ slug, id }) => [slug, Number(id)]));
}

import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";

/**
 * Has PostgreSQL count what reads go by, for after much has been written: plans made before are made anew. Servers do so by
 * themselves a minute later; the embedded database never does.
 */
export async function refreshStatistics(em: EntityManager): Promise<void> {
  await sql`analyze articles, article_search, contributions, contributors, related_stories, section_listings, sections,
    storyline_entries, taggings, tags`.execute(em.getKysely());
}

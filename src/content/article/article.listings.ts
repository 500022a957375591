import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { refreshSearchRows } from "../search/search-rows.commands.ts";

/**
 * Brings everything copied from these articles up to date: the time of publication in contributions, taggings,
 * outgoing edges and storylines, when readers see it in what is searched, and the listings under their section and each
 * section above it. Belongs in every transaction that changes an article's status, publishedAt, embargoedUntil or section.
 */
export async function relist(em: EntityManager, articleIds: readonly number[]): Promise<void> {
  await refreshCopies(em, articleIds);
  await listInSections(em, articleIds);
}

/** The first part of `relist`. */
export async function refreshCopies(em: EntityManager, articleIds: readonly number[]): Promise<void> {
  if (articleIds.length === 0) return;
  await refreshSearchRows(em, articleIds);
  for (const copy of ["contributions", "taggings", "related_stories", "storyline_entries"]) {
    await sql`
      update ${sql.table(copy)} as copy set published_at = a.published_at from articles a
      where copy.article_id = any(${articleIds}::bigint[]) and a.id = copy.article_id
        and copy.published_at is distinct from a.published_at`.execute(em.getKysely());
  }
}

/** The last part of `relist`: all that an article needs whose copies were just made. */
export async function listInSections(em: EntityManager, articleIds: readonly number[]): Promise<void> {
  if (articleIds.length === 0) return;
  await sql`
    with recursive wanted(article_id, section_id, parent_id, published_at) as (
      select a.id, s.id, s.parent_id, a.published_at from articles a join sections s on s.id = a.section_id
      where a.id = any(${articleIds}::bigint[])
      union all
      select w.article_id, s.id, s.parent_id, w.published_at from wanted w join sections s on s.id = w.parent_id
    ), unlisted as (
      delete from section_listings l where l.article_id = any(${articleIds}::bigint[])
        and (l.article_id, l.section_id) not in (select article_id, section_id from wanted)
    )
    insert into section_listings as l (section_id, article_id, published_at)
    select section_id, article_id, published_at from wanted
    on conflict (section_id, article_id) do update set published_at = excluded.published_at
    where l.published_at is distinct from excluded.published_at`.execute(em.getKysely());
}

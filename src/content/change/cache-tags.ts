import { sql } from "kysely";
import type { Sql } from "../reading/sql.ts";

/**
 * What an answer that shows an article may be cached under, as an array: itself, its section and those above it, its
 * tags, its people, its pictures, its storylines. Read after `relist`.
 */
export function cacheTagsOf(article: Sql): Sql {
  return sql`array(
    select 'Article:' || ${article}.id
    union all (select 'Section:' || l.section_id from section_listings l where l.article_id = ${article}.id order by l.section_id)
    union all (select 'Tag:' || t.tag_id from taggings t where t.article_id = ${article}.id group by t.tag_id order by t.tag_id)
    union all (select 'Contributor:' || c.contributor_id from contributions c where c.article_id = ${article}.id
      group by c.contributor_id order by c.contributor_id)
    union all (select 'Image:' || u.image_id from article_images u where u.article_id = ${article}.id order by u.image_id)
    union all (select 'Storyline:' || e.storyline_id from storyline_entries e where e.article_id = ${article}.id order by e.storyline_id))`;
}

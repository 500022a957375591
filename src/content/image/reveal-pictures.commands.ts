import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ChangedPart } from "../change/record-entity-changes.ts";
import { isPictured } from "../met.ts";
import { name } from "../reading/sql.ts";
import { readersAt, visibleFrom } from "../visibility.ts";

/**
 * Gives pictures that readers do not see yet the sizes and renditions of the story that they will see first with them. Of
 * these articles' pictures, and of those that they had before: a story that goes or is put off may leave another the first.
 *
 * @returns what is not as it was
 */
export async function revealPictures(
  em: EntityManager,
  articleIds: readonly number[],
  now: Date,
): Promise<ChangedPart[]> {
  const readers = readersAt(now);
  const image = name("i");
  const from = visibleFrom(name("a"));
  const { rows } = await sql<{ id: string }>`
    with shown as (
      select u.image_id from article_images as u where u.article_id = any(${articleIds}::bigint[])
      union select split_part(tag, ':', 2)::bigint from unnest(${articleIds}::bigint[]) as one(id)
        cross join lateral (select cache_tags from changes as c where c.entity_type = 'ARTICLE' and c.entity_id = one.id
          order by c.id desc limit 1) as last
        cross join lateral unnest(last.cache_tags) as tag where tag like 'Image:%'
    )
    update images as i set width = own.width, height = own.height, renditions = own.renditions
    from (
      select distinct on (u.image_id) u.image_id, a.id, a.version
      from shown join article_images as u on u.image_id = shown.image_id join articles as a on a.id = u.article_id
      where ${from} > ${readers.now} order by u.image_id, ${from}, a.id
    ) as first
    join article_versions as v on v.article_id = first.id and v.version = first.version
    cross join lateral json_to_recordset(v.snapshot -> 'images') as own(url text, width int, height int, renditions json)
    where i.id = first.image_id and own.url = i.url and not ${isPictured({ alias: image, viewing: readers })}
      and (i.width, i.height, i.renditions::text) is distinct from (own.width, own.height, own.renditions::text)
    returning i.id`.execute(em.getKysely());
  return rows.map(({ id }) => ({ id: Number(id), isMet: false }));
}

import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ImageDraft } from "../article/article.draft.ts";
import { readersAt, visible } from "../visibility.ts";

/**
 * Those of the pictures that we have, by URL, for a story to which they are new: with the words of the earliest use that
 * readers see. Words that they do not see stay with their story.
 */
export async function knownImages(
  em: EntityManager,
  urls: readonly string[],
  now: Date,
): Promise<Map<string, ImageDraft>> {
  if (urls.length === 0) return new Map();
  const { rows } = await sql<{ image: ImageDraft }>`
    select json_strip_nulls(json_build_object('url', i.url, 'alt', coalesce(use.alt, ''), 'caption', use.caption,
      'credit', use.credit, 'width', i.width, 'height', i.height, 'renditions', i.renditions)) as image
    from images as i left join lateral (
      select u.* from article_images as u join articles as s on s.id = u.article_id
      where u.image_id = i.id and ${visible(sql`s`, readersAt(now))} order by s.published_at, s.id limit 1
    ) as use on true
    where i.url = any(${urls}::text[])`.execute(em.getKysely());
  return new Map(rows.map(({ image }) => [image.url, image]));
}

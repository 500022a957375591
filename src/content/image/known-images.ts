import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ImageDraft } from "../article/article.draft.ts";
import { pictured, readersAt, visible } from "../visibility.ts";

/** Who asks for pictures, and when. */
interface Asking {
  readonly now: Date;
  /** Ids of the sections whose bodies they may read; undefined: of all. */
  readonly licence: readonly number[] | undefined;
}

/**
 * The address of a picture that the caller knows by its key. Who may not read all bodies knows those that lead stories and
 * those in bodies that they may read.
 */
export async function urlOfImage(em: EntityManager, id: number, asking: Asking): Promise<string | undefined> {
  const isKnown = sql`exists (select from article_images as u join articles as s on s.id = u.article_id
    where u.image_id = i.id and ${pictured(sql`u`, sql`s`, readersAt(asking.now, asking.licence))})`;
  const { rows } = await sql<{ url: string }>`
    select i.url from images as i where i.id = ${id} and ${asking.licence ? isKnown : sql`true`}`.execute(
    em.getKysely(),
  );
  return rows[0]?.url;
}

/**
 * Those of the pictures that we have, by URL, for a story to which they are new: with the words of the earliest use that
 * the caller would see as a reader. Words that they would not see stay with their story.
 */
export async function knownImages(
  em: EntityManager,
  urls: readonly string[],
  { now, licence }: Asking,
): Promise<Map<string, ImageDraft>> {
  const viewing = readersAt(now, licence);
  if (urls.length === 0) return new Map();
  const { rows } = await sql<{ image: ImageDraft }>`
    select json_strip_nulls(json_build_object('url', i.url, 'alt', coalesce(use.alt, ''), 'caption', use.caption,
      'credit', use.credit, 'width', i.width, 'height', i.height, 'renditions', i.renditions)) as image
    from images as i left join lateral (
      select u.* from article_images as u join articles as s on s.id = u.article_id
      where u.image_id = i.id and ${visible(sql`s`, viewing)} and ${pictured(sql`u`, sql`s`, viewing)}
      order by s.published_at, s.id limit 1
    ) as use on true
    where i.url = any(${urls}::text[])`.execute(em.getKysely());
  return new Map(rows.map(({ image }) => [image.url, image]));
}

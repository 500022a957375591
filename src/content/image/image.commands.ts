import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ImageDraft } from "../article/article.draft.ts";
import { firstSeen, type Shared, type SharedRows } from "../article/shared-parts.rules.ts";
import { recordset } from "../recordset.ts";
import { readersAt, visible } from "../visibility.ts";

/**
 * Images by URL, with what is their own: sizes and renditions. Missing ones are made. One that a story shows to readers is
 * changed by items that they see at once; another by whichever item came last, unless a story that they will see before
 * shows it, too.
 */
export async function saveImages(
  em: EntityManager,
  drafts: readonly Shared<ImageDraft>[],
  now: Date,
): Promise<SharedRows> {
  const images = firstSeen(drafts, ({ url }) => url);
  if (images.size === 0) return { ids: new Map(), changed: [] };
  const given = sql`${recordset([...images.values()])} as t(url text, width int, height int, renditions json, "of" text,
    "seenFrom" timestamptz, "isPublic" boolean)`;
  const saved = await sql<{ id: string; url: string; isChanged: boolean }>`
    with made as (
      insert into images (url, width, height, renditions) select url, width, height, renditions from ${given}
      on conflict (url) do nothing returning id, url
    ), changed as (
      update images as i set width = t.width, height = t.height, renditions = t.renditions from ${given}
      where i.url = t.url
        and (i.width, i.height, i.renditions::text) is distinct from (t.width, t.height, t.renditions::text)
        and (t."isPublic" or not exists (select from article_images as u join articles as s on s.id = u.article_id
          where u.image_id = i.id and (${visible(sql`s`, readersAt(now))} or s.uri <> t.of and s.status = 'PUBLISHED'
            and greatest(s.published_at, s.embargoed_until) < coalesce(t."seenFrom", 'infinity'))))
      returning i.id
    )
    select id, url, false as "isChanged" from made
    union all
    select id, url, id in (select id from changed) from images where url = any(${[...images.keys()]}::text[])`.execute(
    em.getKysely(),
  );
  return {
    ids: new Map(saved.rows.map(({ id, url }) => [url, Number(id)])),
    changed: saved.rows.flatMap(({ id, isChanged }) => (isChanged ? [Number(id)] : [])),
  };
}

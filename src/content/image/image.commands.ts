import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ImageDraft } from "../article/article.draft.ts";
import { firstSeen, type Shared, type SharedRows } from "../article/shared-parts.rules.ts";
import { recordset } from "../recordset.ts";
import { isPictured } from "../met.ts";
import { name } from "../reading/sql.ts";
import { readersAt } from "../visibility.ts";

/**
 * Images by URL, with what is their own: sizes and renditions. Missing ones are made. One that a story shows to readers is
 * changed by items that they see at once; another by whichever item came last, until `revealPictures`.
 */
export async function saveImages(
  em: EntityManager,
  drafts: readonly Shared<ImageDraft>[],
  now: Date,
): Promise<SharedRows> {
  const images = firstSeen(drafts, ({ url }) => url);
  if (images.size === 0) return { ids: new Map(), changed: [] };
  const given = sql`${recordset([...images.values()])} as t(url text, width int, height int, renditions json,
    "isPublic" boolean)`;
  const isMet = isPictured({ alias: name("i"), viewing: readersAt(now) });
  const saved = await sql<{ id: string; url: string; isChanged: boolean; isMet: boolean }>`
    with made as (
      insert into images (url, width, height, renditions) select url, width, height, renditions from ${given}
      on conflict (url) do nothing returning id, url
    ), changed as (
      update images as i set width = t.width, height = t.height, renditions = t.renditions from ${given}
      where i.url = t.url
        and (i.width, i.height, i.renditions::text) is distinct from (t.width, t.height, t.renditions::text)
        and (t."isPublic" or not ${isMet})
      returning i.id, ${isMet} as is_met
    )
    select id, url, false as "isChanged", false as "isMet" from made
    union all
    select i.id, i.url, changed.id is not null, coalesce(changed.is_met, false)
    from images as i left join changed on changed.id = i.id where i.url = any(${[...images.keys()]}::text[])`.execute(
    em.getKysely(),
  );
  return {
    ids: new Map(saved.rows.map(({ id, url }) => [url, Number(id)])),
    changed: saved.rows
      .filter(({ isChanged }) => isChanged)
      .map(({ id, isMet: wasMet }) => ({ id: Number(id), isMet: wasMet })),
  };
}

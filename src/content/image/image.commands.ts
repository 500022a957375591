import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ImageDraft } from "../article/article.draft.ts";
import { recordset } from "../recordset.ts";

/** Ids by URL. Missing images are made, changed ones updated; of several drafts of one image the last counts. */
export async function saveImages(em: EntityManager, drafts: readonly ImageDraft[]): Promise<Map<string, number>> {
  const images = new Map(drafts.map((draft) => [draft.url, draft]));
  if (images.size === 0) return new Map();
  // In a fixed order, so that two writers of the same images never wait for each other.
  const rows = [...images.values()].toSorted((a, b) => (a.url < b.url ? -1 : 1));
  await sql`
    insert into images (url, alt, caption, credit, width, height, renditions)
    select url, alt, caption, credit, width, height, renditions
    from ${recordset(rows)} as t(url text, alt text, caption text, credit text, width int, height int, renditions json)
    on conflict (url) do update set alt = excluded.alt, caption = excluded.caption, credit = excluded.credit,
      width = excluded.width, height = excluded.height, renditions = excluded.renditions
    where (images.alt, images.caption, images.credit, images.width, images.height, images.renditions::text)
      is distinct from (excluded.alt, excluded.caption, excluded.credit, excluded.width, excluded.height, excluded.renditions::text)`.execute(
    em.getKysely(),
  );
  const found = await sql<{ id: string; url: string }>`
    select id, url from images where url = any(${[...images.keys()]}::text[])`.execute(em.getKysely());
  return new Map(found.rows.map(({ id, url }) => [url, Number(id)]));
}

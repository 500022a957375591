import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { name, type Sql } from "../reading/sql.ts";
import { recordset } from "../recordset.ts";
import type { RowReferences } from "./article-row.rules.ts";
import { type ArticleWrite, isStub } from "./article-write.ts";
import { isShown } from "./publication.rules.ts";

/**
 * Slugs that these writes change, so that links to them still lead to the story. One that no reader has seen leads
 * nowhere: it may spell a headline that was not for readers.
 */
export async function keepChangedSlugs(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  { slugs, now }: Pick<RowReferences, "slugs" | "now">,
): Promise<void> {
  const moves = writes.flatMap(({ draft, held }) => {
    const slug = slugs.get(draft.uri);
    if (!held || held.slug === slug) return [];
    const isKnown = isShown(held, now) || (isStub(held) && held.seenAt !== null);
    return [{ id: held.id, from: held.slug, to: slug, isKnown }];
  });
  if (moves.length === 0) return;
  const moved = recordset(moves);
  await sql`
    with taken_back as (delete from former_slugs f using ${moved} as t("to" text) where f.slug = t."to")
    insert into former_slugs (slug, article_id)
    select t."from", t.id from ${moved} as t(id bigint, "from" text, "isKnown" boolean)
    where t."isKnown" or ${wasShown(name("t.id"), name('t."from"'), now)}
    on conflict (slug) do update set article_id = excluded.article_id`.execute(em.getKysely());
}

/** Whether readers saw the article under the slug, by its versions; of one without a record, yes. */
export const wasShown = (article: Sql, slug: Sql, now: Date): Sql => sql`exists (
  select from article_versions as v
  left join article_versions as next on next.article_id = v.article_id and next.version = v.version + 1
  where v.article_id = ${article} and (v.snapshot is null or v.snapshot ->> 'slug' = ${slug})
    and v.visible_from < coalesce(next.at, ${now}::timestamptz))`;

/** Slugs that the source remembers; one that another article has, or had here, stays with it. */
export async function keepFormerSlugs(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = writes.flatMap(({ draft: { uri, formerSlugs = [] } }) =>
    formerSlugs.map((slug) => ({ slug, id: ids.get(uri) })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into former_slugs (slug, article_id) select t.slug, t.id from ${recordset(rows)} as t(slug text, id bigint)
    where not exists (select from articles a where a.slug = t.slug)
    on conflict (slug) do nothing`.execute(em.getKysely());
}

import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { freeSlugs } from "../free-slugs.ts";
import { slugify } from "../slug.ts";
import type { ArticleWrite } from "./article-write.ts";
import { isStorable } from "../storable.ts";

/**
 * A slug by URI for each article, unlike those that other articles have or had. A whole story whose source names no
 * slug keeps its own when the headline changes: links are worth more than words.
 */
export async function chooseSlugs(em: EntityManager, writes: readonly ArticleWrite[]): Promise<Map<string, string>> {
  const slugs = new Map<string, string>();
  const open: { uri: string; slug: string; owner: number | undefined }[] = [];
  for (const { draft, held } of writes) {
    const slug = slugify(draft.slug ?? draft.headline);
    const keepsSlug = held && (held.slug === slug || (held.representation === "FULL" && draft.slug === undefined));
    if (keepsSlug) slugs.set(draft.uri, held.slug);
    else open.push({ uri: draft.uri, slug, owner: held?.id });
  }
  const chosen = await freeSlugs(open, (probes) => slugHolders(em, probes));
  open.forEach(({ uri }, index) => slugs.set(uri, chosen[index] ?? ""));
  return slugs;
}

/** Ids of the articles that have or had the slugs, by slug. */
export async function slugHolders(em: EntityManager, slugs: readonly string[]): Promise<Map<string, number>> {
  const possible = slugs.filter(isStorable);
  // Present slugs come last: they win where a former one is the same.
  const { rows } = await sql<{ slug: string; id: string }>`
    select slug, article_id as id, 0 as rank from former_slugs where slug = any(${possible}::text[])
    union all
    select slug, id, 1 from articles where slug = any(${possible}::text[])
    order by rank`.execute(em.getKysely());
  return new Map(rows.map(({ slug, id }) => [slug, Number(id)]));
}

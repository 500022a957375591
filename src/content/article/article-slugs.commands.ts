import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { freeSlugs } from "../free-slugs.ts";
import { slugify } from "../slug.ts";
import type { ArticleWrite, HeldArticle } from "./article-write.ts";
import { isShown } from "./publication.rules.ts";
import { isStorable } from "../storable.ts";

/**
 * A slug by URI for each article, unlike those that other articles have or had. A whole story whose source names no
 * slug keeps its own when the headline changes: links are worth more than words. While no reader has seen it, a slug made
 * of its headline is made anew with that: the headline of old may not be for readers.
 */
export async function chooseSlugs(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  now: Date,
): Promise<Map<string, string>> {
  const slugs = new Map<string, string>();
  const open: { uri: string; slug: string; owner: number | undefined }[] = [];
  for (const write of writes) {
    const { draft, held } = write;
    const isSaid = draft.slug !== undefined && !isToBeMadeAnew(write, now);
    const slug = slugify(isSaid ? (draft.slug ?? "") : draft.headline);
    if (held && (held.slug === slug || (!isSaid && keepsSlug(write, held, now)))) slugs.set(draft.uri, held.slug);
    else open.push({ uri: draft.uri, slug, owner: held?.id });
  }
  const chosen = await freeSlugs(open, (probes) => slugHolders(em, probes));
  open.forEach(({ uri }, index) => slugs.set(uri, chosen[index] ?? ""));
  return slugs;
}

const keepsSlug = (write: ArticleWrite, held: HeldArticle, now: Date): boolean =>
  isMadeOf(held.slug, write.draft.headline) || (held.representation === "FULL" && !isToBeMadeAnew(write, now));

function isToBeMadeAnew({ draft, held, before }: ArticleWrite, now: Date): boolean {
  const isUnsaid = draft.slug === undefined || draft.slug === before?.slug;
  if (!held || !isUnsaid || held.deskFields.includes("slug")) return false;
  return held.seenAt === null && !isShown(held, now) && isMadeOf(held.slug, held.headline);
}

/** Whether it is the headline's, numbered where others had that. */
function isMadeOf(slug: string, headline: string): boolean {
  const base = slugify(headline);
  return slug.startsWith(base) && /^(?:-[0-9]+)?$/.test(slug.slice(base.length));
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

import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { Mention } from "../../database/entities/related-story.entity.ts";
import type { ArticleDraft, ImageDraft, MentionedStory, RelatedDraft, SectionDraft } from "./article.draft.ts";
import { readArticles } from "./article-rows.commands.ts";
import type { HeldArticle } from "./article-write.ts";
import { revivedInstants } from "./draft-json.ts";
import type { StoredBlock } from "../body/stored-body.ts";

/** An article as it is stored: its row, locked, and all of it as a draft. */
export interface StoredArticle {
  held: HeldArticle;
  draft: ArticleDraft;
}

/** Columns of the draft that are values. Nulls are left out, as a draft has none. */
type Texts = Pick<
  ArticleDraft,
  | "uri"
  | "slug"
  | "headline"
  | "kicker"
  | "standfirst"
  | "dateline"
  | "byline"
  | "language"
  | "status"
  | "representation"
  | "urgency"
  | "copyrightHolder"
  | "copyrightNotice"
  | "usageTerms"
  | "translationKey"
  | "isSyndicatable"
>;

interface Times {
  publishedMs: string | null;
  updatedMs: string | null;
  embargoedMs: string | null;
}

interface Belongings {
  sectionPath: string | null;
  leadImage: string | null;
  body: StoredBlock[] | null;
  contributors: ArticleDraft["contributors"] | null;
  tags: ArticleDraft["tags"] | null;
  related:
    | (Omit<RelatedDraft, "target" | "origin"> & { uri: string; headline: string; mention?: Mention; origin: string })[]
    | null;
}

/** An article's draft as it is stored. */
export const readStoredDraft = async (em: EntityManager, { id }: HeldArticle): Promise<ArticleDraft | undefined> =>
  (await readStoredArticle(em, id))?.draft;

/** An article by its key, locked until the transaction ends. Undefined: there is none. */
export async function readStoredArticle(em: EntityManager, id: number): Promise<StoredArticle | undefined> {
  const db = em.getKysely();
  const { rows } = await sql<{ texts: Texts } & Times & Belongings>`
    select json_strip_nulls(json_build_object('uri', a.uri, 'slug', a.slug, 'headline', a.headline, 'kicker', a.kicker,
        'standfirst', a.standfirst, 'dateline', a.dateline, 'byline', a.byline, 'language', a.language, 'status', a.status,
        'representation', a.representation, 'urgency', a.urgency, 'copyrightHolder', a.copyright_holder,
        'copyrightNotice', a.copyright_notice, 'usageTerms', a.usage_terms, 'translationKey', a.translation_key,
        'isSyndicatable', a.is_syndicatable)) as texts,
      ${epochMs("published_at")} as "publishedMs", ${epochMs("updated_at")} as "updatedMs",
      ${epochMs("embargoed_until")} as "embargoedMs",
      (select s.path from sections s where s.id = a.section_id) as "sectionPath",
      (select i.url from images i where i.id = a.lead_image_id) as "leadImage",
      (select b.blocks from article_bodies b where b.article_id = a.id) as body,
      (select json_agg(json_strip_nulls(json_build_object('name', c.name, 'uri', c.uri, 'role', x.role)) order by x.position)
        from contributions x join contributors c on c.id = x.contributor_id where x.article_id = a.id) as contributors,
      (select json_agg(json_strip_nulls(json_build_object('kind', g.kind, 'name', g.name, 'uri', g.uri, 'relevance', x.relevance))
          order by x.position)
        from taggings x join tags g on g.id = x.tag_id where x.article_id = a.id) as tags,
      (select json_agg(json_strip_nulls(json_build_object('uri', t.uri, 'headline', t.headline, 'kind', r.kind,
          'placement', r.placement, 'label', r.label, 'anchor', r.anchor, 'origin', r.origin, 'mention', r.mention))
          order by r.placement, r.position, r.id)
        from related_stories r join articles t on t.id = r.target_id
        where r.article_id = a.id and r.origin in ('EDITOR', 'IMPORT')) as related
    from articles a where a.id = ${id} for no key update of a`.execute(db);
  const [row] = rows;
  const held = row && (await readArticles(em, [row.texts.uri])).get(row.texts.uri);
  return held && { held, draft: await draftOf(em, held.id, row) };
}

async function draftOf(
  em: EntityManager,
  id: number,
  row: { texts: Texts } & Times & Belongings,
): Promise<ArticleDraft> {
  const { texts, publishedMs, updatedMs, embargoedMs, sectionPath, leadImage, body } = row;
  return {
    ...texts,
    ...(publishedMs !== null && { publishedAt: new Date(Number(publishedMs)) }),
    ...(updatedMs !== null && { updatedAt: new Date(Number(updatedMs)) }),
    ...(embargoedMs !== null && { embargoedUntil: new Date(Number(embargoedMs)) }),
    ...(sectionPath !== null && { section: await sectionChain(em, sectionPath) }),
    contributors: row.contributors ?? [],
    tags: row.tags ?? [],
    images: await imagesOf(em, id, [...(leadImage === null ? [] : [leadImage]), ...picturesIn(body ?? [])]),
    ...(leadImage !== null && { leadImage }),
    ...(body !== null && { body }),
    related: (row.related ?? []).map(({ uri, headline, origin, mention, ...edge }) => ({
      ...edge,
      target: { uri, ...(mention ? mentionedIn(mention) : { headline }) },
      ...(origin === "EDITOR" && { origin: "EDITOR" as const }),
    })),
  };
}

const mentionedIn = (mention: Mention) => revivedInstants(mention) as Omit<MentionedStory, "uri">;

const epochMs = (column: string) => sql`(extract(epoch from a.${sql.ref(column)}) * 1000)::bigint`;

/** URLs of the pictures that stand in a body. */
export const picturesIn = (body: readonly StoredBlock[]): string[] =>
  body.flatMap((block) => (block.type === "IMAGE" ? [block.image] : []));

/** The sections from the root down to the one of this path. */
export async function sectionChain(em: EntityManager, path: string): Promise<SectionDraft[]> {
  const slugs = path.split("/");
  const paths = slugs.map((_, index) => slugs.slice(0, index + 1).join("/"));
  const { rows } = await sql<{ path: string; name: string }>`
    select path, name from sections where path = any(${paths}::text[])`.execute(em.getKysely());
  const names = new Map(rows.map((row) => [row.path, row.name]));
  return slugs.map((slug, index) => ({ slug, name: names.get(paths[index] ?? "") ?? slug }));
}

/** The article's pictures, with the words that are its own, in the order of their URLs given. */
async function imagesOf(em: EntityManager, articleId: number, urls: readonly string[]): Promise<ImageDraft[]> {
  if (urls.length === 0) return [];
  const { rows } = await sql<{ image: ImageDraft }>`
    select json_strip_nulls(json_build_object('url', i.url, 'alt', u.alt, 'caption', u.caption, 'credit', u.credit,
      'width', i.width, 'height', i.height, 'renditions', i.renditions)) as image
    from article_images as u join images as i on i.id = u.image_id where u.article_id = ${articleId}`.execute(
    em.getKysely(),
  );
  const images = new Map(rows.map(({ image }) => [image.url, image]));
  return [...new Set(urls)].flatMap((url) => images.get(url) ?? []);
}

import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { contributorKey } from "../contributor/contributor.commands.ts";
import { recordset } from "../recordset.ts";
import { tagKey } from "../tag/tag.commands.ts";
import type { ArticleWrite } from "./article-write.ts";

type Ids = ReadonlyMap<string, number>;

/** @param ids articles by URI, contributors by `contributorKey` */
export async function replaceContributions(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  { ids, contributors }: { ids: Ids; contributors: Ids },
): Promise<void> {
  const rows = writes.flatMap(({ draft, publication }) =>
    draft.contributors.map((one, index) => ({
      article: ids.get(draft.uri),
      position: index + 1,
      contributor: contributors.get(contributorKey(one)),
      role: one.role,
      published: publication.publishedAt,
    })),
  );
  await clear(em, "contributions", writes);
  if (rows.length === 0) return;
  await sql`
    insert into contributions (article_id, position, contributor_id, role, published_at)
    select article, position, contributor, role, published
    from ${recordset(rows)} as t(article bigint, position smallint, contributor bigint, role contribution_role, published timestamptz)`.execute(
    em.getKysely(),
  );
}

/** @param ids articles by URI, tags by `tagKey` */
export async function replaceTaggings(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  { ids, tags }: { ids: Ids; tags: Ids },
): Promise<void> {
  const rows = writes.flatMap(({ draft, publication }) =>
    draft.tags.map((tag, index) => ({
      article: ids.get(draft.uri),
      position: index + 1,
      tag: tags.get(tagKey(tag)),
      relevance: tag.relevance,
      published: publication.publishedAt,
    })),
  );
  await clear(em, "taggings", writes);
  if (rows.length === 0) return;
  await sql`
    insert into taggings (article_id, position, tag_id, relevance, published_at)
    select article, position, tag, relevance, published
    from ${recordset(rows)} as t(article bigint, position smallint, tag bigint, relevance real, published timestamptz)`.execute(
    em.getKysely(),
  );
}

/**
 * The uses of pictures, with the words that are the story's own.
 *
 * @param ids articles by URI, images by URL
 */
export async function replacePictures(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  { ids, images }: { ids: Ids; images: Ids },
): Promise<void> {
  const rows = writes.flatMap(({ draft }) =>
    [...new Map(draft.images.map((image) => [image.url, image])).values()].map(({ url, alt, caption, credit }) => ({
      article: ids.get(draft.uri),
      image: images.get(url),
      alt,
      caption,
      credit,
    })),
  );
  await clear(em, "article_images", writes);
  if (rows.length === 0) return;
  await sql`
    insert into article_images (article_id, image_id, alt, caption, credit)
    select article, image, alt, caption, credit
    from ${recordset(rows)} as t(article bigint, image bigint, alt text, caption text, credit text)`.execute(
    em.getKysely(),
  );
}

async function clear(
  em: EntityManager,
  table: "article_images" | "contributions" | "taggings",
  writes: readonly ArticleWrite[],
): Promise<void> {
  const held = writes.flatMap(({ held: article }) => (article ? [article.id] : []));
  if (held.length === 0) return;
  await sql`delete from ${sql.table(table)} where article_id = any(${held}::bigint[])`.execute(em.getKysely());
}

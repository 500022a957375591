import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { TagKind } from "../../database/vocabulary.ts";
import type { ArticleDraft, ImageDraft } from "../article/article.draft.ts";
import { isPictured } from "../met.ts";
import { name } from "../reading/sql.ts";
import { sectionPath } from "../section/section.commands.ts";
import { readersAt } from "../visibility.ts";

/** What a story calls something; `key` is a URI, of sections their path. */
interface OwnName {
  part: "CONTRIBUTOR" | "SECTION" | "TAG";
  key: string;
  name: string;
  /** Of tags. */
  kind: TagKind | null;
}

const ownVersion = (articleId: number) => sql`select v.snapshot from articles as a
  join article_versions as v on v.article_id = a.id and v.version = a.version where a.id = ${articleId}`;

/**
 * A hidden story's draft with the names and pictures that are its own: those that its last version has for what readers have
 * not met. We may know that as another hidden story has it, and this one may be the first that readers see.
 */
export async function withOwnNames(
  em: EntityManager,
  draft: ArticleDraft,
  { articleId, now }: { articleId: number; now: Date },
): Promise<ArticleDraft> {
  const isMet = sql`n.visible_from <= ${now.toISOString()}::timestamptz`;
  const { rows } = await sql<OwnName>`
    with own as (${ownVersion(articleId)}), levels as (
      select string_agg(level.slug, '/') over (order by level.depth) as path, level.name from own
      cross join lateral rows from (json_to_recordset(own.snapshot -> 'section') as (slug text, name text))
        with ordinality as level(slug, name, depth)
    )
    select 'TAG' as part, o.uri as key, o.name, o.kind
    from own cross join lateral json_to_recordset(own.snapshot -> 'tags') as o(uri text, name text, kind text)
    join tags as n on n.uri = o.uri and (${isMet}) is not true
    union all
    select 'CONTRIBUTOR', o.uri, o.name, null
    from own cross join lateral json_to_recordset(own.snapshot -> 'contributors') as o(uri text, name text)
    join contributors as n on n.uri = o.uri and (${isMet}) is not true
    union all
    select 'SECTION', n.path, levels.name, null from levels
    join sections as n on n.path = levels.path and (${isMet}) is not true`.execute(em.getKysely());
  const names = new Map(rows.map((own) => [`${own.part} ${own.key}`, own]));
  const named = <Part extends { name: string }>(one: Part, key: string): Part => {
    const own = names.get(key);
    return own ? { ...one, name: own.name, ...(own.kind !== null && { kind: own.kind }) } : one;
  };
  const { contributors, images, tags, section } = draft;
  const pictures = await ownPictures(em, { articleId, now });
  return {
    ...draft,
    images: images.map((image) => pictures.get(image.url) ?? image),
    contributors: contributors.map((one) => named(one, `CONTRIBUTOR ${one.uri}`)),
    tags: tags.map((one) => named(one, `TAG ${one.uri}`)),
    ...(section && {
      section: section.map((one, depth) => named(one, `SECTION ${sectionPath(section.slice(0, depth + 1))}`)),
    }),
  };
}

async function ownPictures(
  em: EntityManager,
  { articleId, now }: { articleId: number; now: Date },
): Promise<ReadonlyMap<string, ImageDraft>> {
  const isMet = isPictured({ alias: name("i"), viewing: readersAt(now) });
  const { rows } = await sql<{ image: ImageDraft }>`
    select o.image from (${ownVersion(articleId)}) as own cross join lateral json_array_elements(own.snapshot -> 'images') as o(image)
    join images as i on i.url = o.image ->> 'url' and not ${isMet}`.execute(em.getKysely());
  return new Map(rows.map(({ image }) => [image.url, image]));
}

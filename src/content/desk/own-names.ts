import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { TagKind } from "../../database/vocabulary.ts";
import type { ArticleDraft } from "../article/article.draft.ts";
import { sectionPath } from "../section/section.commands.ts";

/** What a story calls something; `key` is a URI, of sections their path. */
interface OwnName {
  part: "CONTRIBUTOR" | "SECTION" | "TAG";
  key: string;
  name: string;
  /** Of tags. */
  kind: TagKind | null;
}

/**
 * A hidden story's draft with the names that are its own: those that its last version has for what readers have not met.
 * We may know that by the name that another hidden story gave it, and this one may be the first that readers see.
 */
export async function withOwnNames(
  em: EntityManager,
  draft: ArticleDraft,
  { articleId, now }: { articleId: number; now: Date },
): Promise<ArticleDraft> {
  const isMet = sql`n.visible_from <= ${now.toISOString()}::timestamptz`;
  const { rows } = await sql<OwnName>`
    with own as (
      select v.snapshot from articles as a join article_versions as v on v.article_id = a.id and v.version = a.version
      where a.id = ${articleId}
    ), levels as (
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
  const { contributors, tags, section } = draft;
  return {
    ...draft,
    contributors: contributors.map((one) => named(one, `CONTRIBUTOR ${one.uri}`)),
    tags: tags.map((one) => named(one, `TAG ${one.uri}`)),
    ...(section && {
      section: section.map((one, depth) => named(one, `SECTION ${sectionPath(section.slice(0, depth + 1))}`)),
    }),
  };
}

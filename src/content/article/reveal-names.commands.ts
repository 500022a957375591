import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { TagKind } from "../../database/vocabulary.ts";
import type { ChangedPart } from "../change/record-entity-changes.ts";
import { revealPictures } from "../image/reveal-pictures.commands.ts";
import { name, type Sql } from "../reading/sql.ts";
import { recordset } from "../recordset.ts";
import { withSlugs } from "../renamed-slugs.ts";

/** What stories share by name, and where their own word for it stands in their last version. */
interface Named {
  readonly links: string;
  readonly column: string;
  /** `select name, kind, is_other` from `v.snapshot`, of `n`. */
  readonly own: Sql;
}

const partOf = (
  part: string,
): Sql => sql`from json_to_recordset(v.snapshot -> '${name(part)}') as o(uri text, name text, kind text)
  where o.uri = n.uri`;

const TABLES: Readonly<Record<"contributors" | "sections" | "tags", Named>> = {
  contributors: {
    links: "contributions",
    column: "contributor_id",
    own: sql`select o.name, null as kind, o.name <> n.name as is_other ${partOf("contributors")}`,
  },
  sections: {
    links: "section_listings",
    column: "section_id",
    own: sql`select level.name, null as kind, level.name <> n.name as is_other from (
        select string_agg(o.slug, '/') over (order by o.depth) as path, o.name
        from rows from (json_to_recordset(v.snapshot -> 'section') as (slug text, name text)) with ordinality as o(slug, name, depth)
      ) as level where level.path = n.path`,
  },
  tags: {
    links: "taggings",
    column: "tag_id",
    own: sql`select o.name, o.kind, (o.name, o.kind) <> (n.name, n.kind::text) as is_other ${partOf("tags")}`,
  },
};
type Table = keyof typeof TABLES;

/**
 * Brings up to date from when readers meet people, sections and tags: from the first moment of a story that has them,
 * whose name for them they get; and pictures likewise. What readers have met stays. Belongs, after versions and listings,
 * in every transaction that changes when these stories are seen, or what they have.
 *
 * @returns what is not as it was
 */
export async function revealNames(
  em: EntityManager,
  articleIds: readonly number[],
  now: Date,
): Promise<Record<Table | "images", ChangedPart[]>> {
  return {
    images: await revealPictures(em, articleIds, now),
    contributors: await reveal(em, "contributors", { articleIds, now }),
    sections: await reveal(em, "sections", { articleIds, now }),
    tags: await reveal(em, "tags", { articleIds, now }),
  };
}

interface Revealed {
  id: number;
  slug: string;
  from: string | null;
  name: string;
  kind: TagKind | null;
  isMet: boolean;
  isRenamed: boolean;
}

async function reveal(
  em: EntityManager,
  table: Table,
  { articleIds, now }: { articleIds: readonly number[]; now: Date },
): Promise<ChangedPart[]> {
  const { links, column, own } = TABLES[table];
  const pending = sql`n.visible_from > ${now.toISOString()}::timestamptz`;
  const stories = (where: Sql): Sql => sql`
    select n.id, a.id as article_id, a.version, greatest(a.published_at, a.embargoed_until) as moment
    from ${name(links)} as l join articles as a on a.id = l.article_id join ${name(table)} as n on n.id = l.${name(column)}
    where a.status = 'PUBLISHED' and a.published_at is not null and ${where}`;
  // What nobody has met waits for these stories, or for one that is still to come.
  const { rows } = await sql<Omit<Revealed, "id"> & { id: string }>`
    select n.id, n.slug, first.moment::text as "from", coalesce(own.name, n.name) as name, own.kind,
      false as "isMet", coalesce(own.is_other, false) as "isRenamed"
    from (
      select distinct on (id) * from (
        ${stories(sql`l.article_id = any(${articleIds}::bigint[]) and n.visible_from is null`)}
        union all ${stories(pending)}
        union all select n.id, null, null, null from ${name(table)} as n where ${pending}
      ) as met order by id, moment, article_id
    ) as first join ${name(table)} as n on n.id = first.id
    left join article_versions as v on v.article_id = first.article_id and v.version = first.version
    left join lateral (${own} limit 1) as own on true
    where first.moment is distinct from n.visible_from or own.is_other`.execute(em.getKysely());
  // Any update of sections is announced to every gateway, one of no rows, too.
  if (rows.length === 0) return [];
  const revealed = rows.map((row) => ({ ...row, id: Number(row.id) }));
  if (table === "sections") await updateNames(em, table, revealed);
  else {
    const renamed = revealed.filter(({ isRenamed }) => isRenamed);
    await updateNames(em, table, [
      ...revealed.filter(({ isRenamed }) => !isRenamed),
      ...(await withSlugs(em, table, renamed)),
    ]);
  }
  return revealed.filter(({ isRenamed }) => isRenamed).map(({ id, isMet }) => ({ id, isMet }));
}

async function updateNames(em: EntityManager, table: Table, rows: readonly Revealed[]): Promise<void> {
  const kind = table === "tags" ? sql`, kind = coalesce(t.kind, n.kind)` : sql``;
  await sql`
    update ${name(table)} as n set visible_from = t."from", name = t.name, slug = t.slug${kind}
    from ${recordset(rows)} as t(id bigint, "from" timestamptz, name text, slug text, kind tag_kind) where n.id = t.id`.execute(
    em.getKysely(),
  );
}

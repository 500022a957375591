import { sql } from "kysely";
import type { Sql } from "./reading/sql.ts";
import type { Viewing } from "./reading/viewing.ts";

/**
 * Who may see which article, when. Readers: published, past its time and its embargo, not withdrawn. The desk: all there
 * is. Every statement that reads articles carries this condition on each alias under which it does.
 */
export function visible(article: Sql, { now, view }: Viewing): Sql {
  if (view === "DESK") return sql`true`;
  return sql`${article}.status = 'PUBLISHED' and ${article}.published_at <= ${now}
    and (${article}.embargoed_until is null or ${article}.embargoed_until <= ${now})`;
}

/** The instant from which readers see an article; null: not as it stands. `visibleFrom` of lifecycle.rules.ts, in SQL. */
export const visibleFrom = (article: Sql): Sql => sql`case when ${article}.status = 'PUBLISHED'
  and ${article}.published_at is not null then greatest(${article}.published_at, ${article}.embargoed_until) end`;

/**
 * What readers see at an instant, for statements that write.
 *
 * @param licence ids of the sections whose bodies the caller may read; undefined: of all
 */
export const readersAt = (now: Date, licence?: readonly number[]): Viewing => ({
  now: sql`${now.toISOString()}::timestamptz`,
  view: "PUBLIC",
  licence: licence && sql`${licence}::bigint[]`,
});

/** Who may read the text of which article. Every statement that reads bodies carries this condition on their article. */
export function licensed(article: Sql, { licence }: Viewing): Sql {
  return licence ? sql`(${article}.section_id = any(${licence})) is true` : sql`true`;
}

/** Who may know of which picture of an article: who may not read its body, of the one that leads it alone. */
export function pictured(use: Sql, article: Sql, viewing: Viewing): Sql {
  return sql`(${use}.image_id = ${article}.lead_image_id or ${licensed(article, viewing)})`;
}

/** A summary that is no standfirst is the body's beginning, and for who may read that; to others it is empty. */
export function summary(article: Sql, viewing: Viewing): Sql {
  if (!viewing.licence) return sql`${article}.summary`;
  return sql`case when ${licensed(article, viewing)} or strpos(${article}.standfirst->>'text', ${article}.summary) > 0
    then ${article}.summary else '' end`;
}

/** The number of an article's version: readers' is that of the last one which changed something for them. */
export const versionOf = (article: Sql, { view }: Viewing): Sql =>
  view === "DESK" ? sql`${article}.version` : sql`coalesce(${article}.told_version, ${article}.version)`;

/** What a version changed of an article: nothing to readers, who saw none before it. */
export const changedSince = (version: Sql, viewing: Viewing): Sql =>
  viewing.view === "DESK"
    ? sql`${version}.changed_fields`
    : sql`case when exists (select from article_versions as earlier where earlier.article_id = ${version}.article_id
        and earlier.version < ${version}.version and ${appeared(sql`earlier`, viewing)}) then ${version}.changed_fields else '[]' end`;

/** Who may know of which version of an article. Readers: those they could see before the next one came. */
export function appeared(version: Sql, { now, view }: Viewing): Sql {
  if (view === "DESK") return sql`true`;
  return sql`${version}.visible_from <= ${now} and not exists (select from article_versions as n
    where n.article_id = ${version}.article_id and n.version = ${version}.version + 1 and n.at <= ${version}.visible_from)`;
}

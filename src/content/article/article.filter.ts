import { sql } from "kysely";
import { name, type Sql } from "../reading/sql.ts";
import type { Viewing } from "../reading/viewing.ts";
import type { ArticleStatus } from "./lifecycle.rules.ts";

/** Every part narrows; an empty or absent one does not. Keys are those of rows. */
export interface ArticleFilter {
  /** With the sections below them. */
  readonly sections?: readonly number[] | undefined;
  readonly tags?: readonly number[] | undefined;
  readonly contributors?: readonly number[] | undefined;
  readonly storylines?: readonly number[] | undefined;
  readonly excludeIds?: readonly number[] | undefined;
  /** From inclusive, to exclusive. */
  readonly publishedFrom?: string | undefined;
  readonly publishedTo?: string | undefined;
  readonly updatedFrom?: string | undefined;
  readonly updatedTo?: string | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly hasImage?: boolean | undefined;
  readonly urgencyAtMost?: number | undefined;
  readonly status?: readonly ArticleStatus[] | undefined;
}

type Condition = (alias: Sql, value: Sql, viewing: Viewing) => Sql;

const isListedIn =
  (table: string, column: string): Condition =>
  (alias, value) =>
    sql`exists (select from ${name(table)} as f where f.article_id = ${alias}.id and f.${name(column)} = any(${value}::bigint[]))`;
const compares =
  (column: string, sign: string, type: string): Condition =>
  (alias, value) =>
    sql`${alias}.${name(column)} ${name(sign)} ${value}::${name(type)}`;

const CONDITIONS: { readonly [Part in keyof ArticleFilter]-?: Condition } = {
  sections: isListedIn("section_listings", "section_id"),
  tags: isListedIn("taggings", "tag_id"),
  contributors: isListedIn("contributions", "contributor_id"),
  storylines: isListedIn("storyline_entries", "storyline_id"),
  excludeIds: (alias, value) => sql`${alias}.id <> all(${value}::bigint[])`,
  publishedFrom: compares("published_at", ">=", "timestamptz"),
  publishedTo: compares("published_at", "<", "timestamptz"),
  updatedFrom: compares("updated_at", ">=", "timestamptz"),
  updatedTo: compares("updated_at", "<", "timestamptz"),
  languages: (alias, value) => sql`${alias}.language = any(${value}::text[])`,
  hasImage: (alias, value) => sql`(${alias}.lead_image_id is not null) = ${value}::boolean`,
  urgencyAtMost: compares("urgency", "<=", "integer"),
  status: (alias, value, viewing) => sql`${statusOf(alias, viewing)} = any(${value}::text[])`,
};

/** `isWaiting` and `statusAt` of lifecycle.rules.ts, in SQL. */
const statusOf = (
  alias: Sql,
  { now, view }: Viewing,
): Sql => sql`case when ${view === "DESK" ? sql`${alias}.version = 0 and ${alias}.desk_status = 'PENDING'` : sql`false`} then 'DRAFT'
  when ${alias}.status <> 'PUBLISHED' then ${alias}.status::text
  when ${alias}.published_at is null then 'DRAFT'
  when greatest(${alias}.published_at, ${alias}.embargoed_until) <= ${now} then 'PUBLISHED' else 'SCHEDULED' end`;

const PARTS = Object.keys(CONDITIONS) as (keyof ArticleFilter)[];

/** The parts of a filter that are there, always in the same order. */
export const partsOf = (filter: ArticleFilter): (keyof ArticleFilter)[] =>
  PARTS.filter((part) => filter[part] !== undefined);

/** ` and …` for each part of the filter that is there. */
export function filtered(
  alias: Sql,
  filter: ArticleFilter,
  { bind, viewing }: { bind: (pick: (given: ArticleFilter) => unknown) => Sql; viewing: Viewing },
): Sql {
  const conditions = partsOf(filter).map((part) => {
    const value = bind((given) => given[part]);
    return sql` and ${CONDITIONS[part](alias, value, viewing)}`;
  });
  return sql.join(conditions, name(""));
}

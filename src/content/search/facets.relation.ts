import { sql } from "kysely";
import type { ManyRelation, Row } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import { foundStories, type Sought, soughtShape } from "./found-stories.ts";

export const FACET_FIELDS = ["SECTION", "TAG", "CONTRIBUTOR", "LANGUAGE", "YEAR"] as const;
export type FacetField = (typeof FACET_FIELDS)[number];

export interface FacetArgs extends Sought {
  readonly fields: readonly FacetField[];
  /** Buckets of each field at the most. */
  readonly first: number;
  /** IANA: when a year begins. */
  readonly timeZone: string;
}

/** How many stories have a value in a field. */
export interface FacetRow extends Row {
  field: FacetField;
  /** A key, language or year. */
  value: string;
  /** A name; null where the value is one. */
  label: string | null;
  count: number;
}

/** The newest so many are counted: enough for what is found by any two words in a newsroom of a million stories. */
const MAX_COUNTED = 10_000;

/** `select value, label, count` for each field: sections as lists of articles have them, with those below. */
const BUCKETS: Record<FacetField, (timeZone: Sql) => Sql> = {
  SECTION: () => named("section_listings", "section_id", "sections"),
  TAG: () => named("taggings", "tag_id", "tags"),
  CONTRIBUTOR: () => named("contributions", "contributor_id", "contributors"),
  LANGUAGE: () => sql`select language::text as value, null::text as label, count(*) as count from found group by 1`,
  YEAR: (
    timeZone,
  ) => sql`select extract(year from published_at at time zone ${timeZone}::text)::text as value, null::text as label,
    count(*) as count from found where published_at is not null group by 1`,
};

const named = (links: string, key: string, table: string): Sql => sql`
  select n.id::text as value, n.name::text as label, count(distinct f.id) as count
  from found as f join ${name(links)} as l on l.article_id = f.id join ${name(table)} as n on n.id = l.${name(key)}
  group by n.id`;

/** What the stories found have in common, one row a value: by field, the most frequent first, then by name. */
export const facets: ManyRelation<FacetArgs, FacetRow[]> = {
  name: "facets",
  source: () => ({
    table: {
      name: "buckets",
      columns: new Map([
        ["field", { name: "field" }],
        ["value", { name: "value" }],
        ["label", { name: "label" }],
        ["count", { name: "count", decode: Number }],
      ]),
    },
    id: "value",
    one: {},
    many: {},
  }),
  keyType: "bigint",
  ahead: () => undefined,
  shape: (args) => `${args.fields.join()} ${soughtShape(args)}`,
  rows(query) {
    const { alias, joins, args, bind } = query;
    const first = bind((given) => given.first);
    const timeZone = bind((given) => given.timeZone);
    const buckets = args.fields.map(
      (field) => sql`(select '${name(field)}' as field, b.* from (${BUCKETS[field](timeZone)}) as b
        order by b.count desc, b.label, b.value limit ${first}::bigint)`,
    );
    return sql`from (
      with found as materialized (
        select a.id, a.language, a.published_at ${foundStories(query, { order: "NEWEST", most: MAX_COUNTED })} limit ${name(String(MAX_COUNTED))}
      ) ${sql.join(buckets, name(" union all "))}
    ) as ${alias} ${joins} order by ${alias}.field, ${alias}.count desc, ${alias}.label, ${alias}.value`;
  },
  finish: (rows) => rows as FacetRow[],
};

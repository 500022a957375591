import { sql } from "kysely";
import { PLACEMENTS, type RelationOrigin } from "../../database/vocabulary.ts";
import { checkLocale } from "../locale.ts";
import type { Position } from "../paging/cursor.ts";
import { instantOf, type KeysetOrder } from "../paging/keyset.ts";
import type { RankedOrder } from "../paging/ranked.ts";
import { instantFromText } from "../reading/instant.ts";
import type { Row, RowsQuery } from "../reading/source.ts";
import type { Column, Table } from "../reading/table.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { Viewing } from "../reading/viewing.ts";
import { placesOf } from "../suggestion/suggestion.rules.ts";
import { visible } from "../visibility.ts";
import { placeOfEdge, seatOf } from "./edge-order.ts";
import type { RelatedArgs, RelatedFieldArgs, RelationDirection } from "./related-stories.relation.ts";

/** What of `Article.related` is about suggestions. */
export interface Suggested {
  /** The edges that people made come along, and what they lead to is not suggested again. */
  readonly withEdges: boolean;
  /** Languages of what is suggested; undefined: the article's own. */
  readonly languages: readonly string[] | undefined;
}

/**
 * Undefined where no suggestions are asked for. Filters choose among the edges that people made; `fill` tops up whatever
 * they leave. Where ALGORITHM is asked for among the origins, suggestions are filtered like all others.
 *
 * @throws {GatewayError} LOCALE_INVALID
 */
export function suggestedOf({ kinds, placements, origins, fill, languages }: RelatedFieldArgs): Suggested | undefined {
  const isAsked =
    origins?.includes("ALGORITHM") === true &&
    kinds?.includes("SIMILAR") !== false &&
    placements?.includes("END") !== false;
  const checked = languages?.map((language) => checkLocale(language));
  if (!isAsked && fill !== true) return undefined;
  const isAlone = origins?.every((origin: RelationOrigin) => origin === "ALGORITHM") === true && origins.length > 0;
  return { withEdges: !isAlone, languages: checked };
}

const plain = (column: string, decode?: Column["decode"]): Column => ({ name: column, decode });

/** An edge that a person made or a suggestion, by the properties of both; `place` and `tie` say where it stands. */
export const SUGGESTED_TABLE: Table = {
  name: "suggestions",
  columns: new Map([
    ["id", plain("id")],
    ["kind", plain("kind")],
    ["origin", plain("origin")],
    ["placement", plain("placement")],
    ["position", plain("position", Number)],
    ["label", plain("label")],
    ["score", plain("score", Number)],
    ["reasons", plain("reasons", (text) => JSON.parse(text) as unknown)],
    ["place", plain("place")],
    ["tie", plain("tie", Number)],
  ]),
};

/** Of a placement's edges: positions are smallints. */
const RANKS = 2 ** 15;
const BEST_SCORE = 10_000;
const PLACEMENT_RANKS = sql.raw(PLACEMENTS.map((placement, at) => `when '${placement}' then ${at * RANKS}`).join(" "));
const SUGGESTIONS_RANK = sql.raw(String(PLACEMENTS.length * RANKS + BEST_SCORE));
const rankOf = (edge: Sql): Sql => sql`case ${edge}.placement ${PLACEMENT_RANKS} end + ${edge}.position`;

const ENDS: Record<RelationDirection, { from: Sql; to: Sql }> = {
  OUTGOING: { from: name("article_id"), to: name("target_id") },
  INCOMING: { from: name("target_id"), to: name("article_id") },
};

/** Outgoing: the editor's edges in reading order, then suggestions, best first. Incoming: newest first. */
export function suggestedOrder({ alias, args: { direction } }: RowsQuery<RelatedArgs>): KeysetOrder {
  const isDescending = direction === "INCOMING";
  return {
    by: sql`${alias}.place`,
    type: isDescending ? "timestamptz" : "bigint",
    id: sql`${alias}.tie`,
    isDescending,
  };
}

/** The outgoing order of a page that begins behind an edge. */
export const suggestedRanks = (query: RowsQuery<RelatedArgs>): RankedOrder => ({
  by: sql`${query.alias}.place, ${query.alias}.tie`,
  seat: seatOf(query, (edge) => sql`${rankOf(edge)}, ${edge}.id`),
});

export function suggestedPosition(row: Row, { direction }: RelatedArgs): Position {
  const place = String(row["place"]);
  return [direction === "INCOMING" ? instantFromText(place) : Number(place), Number(row["tie"])];
}

/** `(…)` to read suggestions from, with the edges that people made where they are asked for. */
export function suggestedFrom(query: RowsQuery<RelatedArgs>, edgesWhere: (edge: Sql) => Sql): Sql {
  const { args, key, viewing, selection } = query;
  const { from } = ENDS[args.direction];
  const suggestions = suggestionsOf(query);
  if (!args.suggested?.withEdges) return sql`(${suggestions})`;
  const edge = sql`r`;
  const place = args.direction === "INCOMING" ? instantOf(sql`r.published_at`, viewing) : rankOf(edge);
  const position = selection.columns.includes("position") ? placeOfEdge(edge, viewing) : sql`1`;
  return sql`(
    select 'RelatedStory:' || r.id as id, r.article_id, r.target_id, r.kind, r.origin, r.placement, ${position}::smallint as position, r.label,
      null::float8 as score, null::json as reasons, ${place} as place, r.id as tie
    from related_stories as r where r.${from} = ${key}${edgesWhere(edge)}
    union all ${suggestions})`;
}

/** Of each list those that are among the best that may be seen: what may not takes no place. */
function suggestionsOf({ args, key, bind, selection, viewing }: RowsQuery<RelatedArgs>): Sql {
  const { direction, suggested } = args;
  const { to } = ENDS[direction];
  const isIncoming = direction === "INCOMING";
  const languages = bind((given) => given.suggested?.languages);
  const isOfLanguage = suggested?.languages ? sql`s.language = any(${languages}::text[])` : sql`not s.is_foreign`;
  // No story twice: the one that an editor has chosen is not suggested.
  const isNew = suggested?.withEdges
    ? sql` and not exists (select from related_stories as e where e.article_id = s.article_id and e.target_id = s.target_id)`
    : sql``;
  const place = isIncoming ? instantOf(sql`s.published_at`, viewing) : sql`${SUGGESTIONS_RANK} - s.score`;
  const position = isIncoming
    ? sql`1 + ${countBetter(viewing)}`
    : sql`row_number() over (order by s.score desc, s.target_id desc)`;
  return sql`
    select 'Suggestion:' || s.article_id || ':' || s.target_id as id, s.article_id, s.target_id, 'SIMILAR'::relation_kind as kind,
      'ALGORITHM'::relation_origin as origin, 'END'::placement as placement, ${selection.columns.includes("position") ? position : sql`1`}::smallint as position, null::text as label,
      s.score / 10000.0::float8 as score, ${selection.columns.includes("reasons") ? REASONS : sql`null::json`} as reasons,
      ${place} as place, -s.${to} as tie
    from (${isIncoming ? listing(key, viewing) : listed(key, viewing)}) as s where ${isOfLanguage}${isNew}`;
}

/** The best of an article. */
const listed = (key: Sql, viewing: Viewing): Sql => sql`
  select * from (
    select s.*, v.language, v.section_id,
      row_number() over (partition by s.is_foreign order by s.score desc, s.target_id desc) as rank
    from suggestions as s join articles as v on v.id = s.target_id and ${visible(sql`v`, viewing)}
    where s.article_id = ${key}
  ) as s where s.rank <= ${placesOf(sql`s`)}`;

/** Where an article is among the best. A list without surplus, as most are, is not looked through for what may be seen. */
const listing = (key: Sql, viewing: Viewing): Sql => sql`
  select s.*, v.language, v.section_id
  from suggestions as s join articles as v on v.id = s.article_id and ${visible(sql`v`, viewing)}
  where s.target_id = ${key} and (${countBetter()} < ${placesOf(sql`s`)} or ${countBetter(viewing)} < ${placesOf(sql`s`)})`;

/** How many suggestions of its list are better than `s`; with a viewing, of those that may be seen. */
const countBetter = (viewing?: Viewing): Sql => sql`(
  select count(*) from suggestions as b${viewing ? sql` join articles as t on t.id = b.target_id and ${visible(sql`t`, viewing)}` : sql``}
  where b.article_id = s.article_id and b.is_foreign = s.is_foreign and (b.score, b.target_id) > (s.score, s.target_id))`;
/** The points of each reason, and what is shared. */
const REASONS = sql`json_build_object('text', s.text_points, 'tags', s.tag_points, 'storyline', s.storyline_points,
  'contributor', s.contributor_points, 'section', s.section_points, 'recency', s.recency_points,
  'tagNames', (select json_agg(t.name order by array_position(s.tag_ids, t.id)) from tags as t where t.id = any(s.tag_ids)),
  'storylineTitle', (select t.title from storylines as t where t.id = s.storyline_id),
  'contributorName', (select c.name from contributors as c where c.id = s.contributor_id),
  'sectionName', (select t.name from sections as t where s.section_points > 0 and t.id = s.section_id))`;

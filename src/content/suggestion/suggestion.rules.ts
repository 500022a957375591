import { sql } from "kysely";
import { LAST_WRITE } from "../../database/database-clock.ts";
import { name, type Sql } from "../reading/sql.ts";
import { visible, visibleFrom } from "../visibility.ts";

/*
 * How alike two stories are: a sum of points, at most 10,000, each part of which can be told as a reason. It looks the
 * same from both stories, and depends on these two and the statistics only. That is what lets one more story change the
 * lists of its neighbours and no others. All sums are of integers: the order of adding changes nothing.
 */

/** What each part gives at the most. */
const POINTS = { text: 5_000, tags: 2_500, storyline: 1_200, contributor: 300, section: 400, recency: 600 } as const;

/** Suggestions that readers see of an article, in its language and in all others. */
const MOST = { own: 20, foreign: 10 } as const;

/** Places in the list of a row with `is_foreign`. */
export const placesOf = (row: Sql): Sql =>
  sql`case when ${row}.is_foreign then ${name(String(MOST.foreign))} else ${name(String(MOST.own))} end`;

/**
 * The time in the newsroom: of its last change. It stands still until there is another, so that what is computed is the
 * same whenever that is done; whoever reads, reads later.
 */
export const NEWSROOM_TIME = sql`coalesce(${name(LAST_WRITE)}, now())`;

/** Words of an article that texts are compared by: those that tell most about it. */
export const TERMS = 32;
/** Weights are in thousandths of a unit vector's, so the product of two vectors is in millionths. */
const WEIGHT = 1_000;
/** Texts below this cosine have no more than a word in common. */
const LEAST_LIKENESS = 0.04;
/** At this cosine they are the same text. */
const SAME_TEXT = 0.95;

/** A tag on more stories than this is a common one: it tells less, and leads to stories of the same weeks only. */
export const COMMON_TAG = 100;
/** How far apart in time stories may be for this to bring them together. */
const DAYS = { tag: 30, contributor: 7, section: 2, recency: 7 } as const;
/** In which what recency gives falls to a third. */
const RECENCY_HOURS = 72;

/** An article that can be suggested and have suggestions. When it may be seen is for each read to say. */
export const isSuggestible = (article: Sql): Sql =>
  sql`${article}.status = 'PUBLISHED' and ${article}.published_at is not null`;

/** What readers see by now: hidden stories are not counted, as no count may tell of them. */
export const isCounted = (article: Sql): Sql =>
  visible(article, { now: NEWSROOM_TIME, view: "PUBLIC", licence: undefined });

/** Stories of the same language, whatever its region, are not foreign to each other. */
export const languageOf = (article: Sql): Sql => sql`split_part(lower(${article}.language), '-', 1)`;

/** What a word weighs: the more the oftener it stands here and the fewer stories have it. One is added to those, as a word that no other has leads nowhere. */
export const termWeight = (count: Sql, { articles, having }: { articles: Sql; having: Sql }): Sql =>
  sql`round(1000 * (1 + ln(${count})) * ln(1 + ${articles}::float8 / (${having} + 1)))::bigint`;

/** From how many stories on a word is too common to find others by. */
export const commonFrom = (articles: Sql): Sql => sql`50 + 5 * sqrt(${articles})`;

export const unitWeight = (weight: Sql, squares: Sql): Sql =>
  sql`round(${name(String(WEIGHT))} * ${weight} / sqrt(${squares}))`;

const within = (one: Sql, other: Sql, days: keyof typeof DAYS): Sql =>
  sql`${other} between ${one} - interval '${name(String(DAYS[days]))} days' and ${one} + interval '${name(String(DAYS[days]))} days'`;

const CANDIDATE_BY = {
  /** From articles `m` of `mine` to whatever may be like them, `article_id` and `target_id`. */
  tag: sql`select g.article_id, o.article_id from mine as m join taggings as g on g.article_id = m.id
    left join suggestion_statistics as s on s.term = '#' || g.tag_id
    join taggings as o on o.tag_id = g.tag_id and (s.term is null or ${within(sql`m.published_at`, sql`o.published_at`, "tag")})`,
  storyline: sql`select e.article_id, o.article_id from mine as m join storyline_entries as e on e.article_id = m.id
    join storyline_entries as o on o.storyline_id = e.storyline_id`,
  contributor: sql`select c.article_id, o.article_id from mine as m join contributions as c on c.article_id = m.id
    join contributions as o on o.contributor_id = c.contributor_id and ${within(sql`m.published_at`, sql`o.published_at`, "contributor")}`,
  section: sql`select m.id, o.id from mine as m join articles as o on o.section_id = m.section_id
    and ${isSuggestible(sql`o`)} and ${within(sql`m.published_at`, sql`o.published_at`, "section")}`,
} as const;

const millionths = (cosine: number): Sql => name(String(cosine * WEIGHT ** 2));
const most = (part: keyof typeof POINTS): Sql => name(String(POINTS[part]));

/**
 * `with` queries that end in `pairs`: each article of `ids` with each one that is like it, and the points.
 *
 * Left out are the article itself, its translations, and what says the same in the same words.
 */
export const pairsOf = (ids: Sql): Sql => sql`
  mine as materialized (
    select a.id, ${languageOf(sql`a`)} as tongue, a.translation_key, a.headline, a.summary, a.section_id, a.published_at,
      ${visibleFrom(sql`a`)} as visible_from
    from articles as a where a.id = any(${ids}) and ${isSuggestible(sql`a`)}
  ), alike as materialized (
    select w.article_id, o.article_id as target_id, sum(w.weight::int * o.weight) as likeness
    from suggestion_terms as w join suggestion_terms as o on o.term = w.term and o.article_id <> w.article_id
    where w.article_id = any(${ids})
    group by w.article_id, o.article_id having sum(w.weight::int * o.weight) >= ${millionths(LEAST_LIKENESS)}
  ), candidates(article_id, target_id) as materialized (
    select article_id, target_id from alike
    union ${CANDIDATE_BY.tag}
    union ${CANDIDATE_BY.storyline}
    union ${CANDIDATE_BY.contributor}
    union ${CANDIDATE_BY.section}
  ), tagged as materialized (
    select article_id, target_id, sum(points) as points, (array_agg(tag_id order by points desc, tag_id))[1:3] as ids
    from (
      select c.article_id, c.target_id, g.tag_id, round(1000 * least(g.relevance, t.relevance)
        * case when s.term is null then 1 else sqrt(${name(String(COMMON_TAG))}::float8 / s.articles) end)::int as points
      from candidates as c join taggings as t on t.article_id = c.target_id
      join taggings as g on g.article_id = c.article_id and g.tag_id = t.tag_id
      left join suggestion_statistics as s on s.term = '#' || g.tag_id
    ) as shared where points > 0 group by article_id, target_id
  ), signed as materialized (
    select c.article_id, c.target_id, min(t.contributor_id) as contributor_id
    from candidates as c join contributions as t on t.article_id = c.target_id
    join contributions as b on b.article_id = c.article_id and b.contributor_id = t.contributor_id group by 1, 2
  ), told as materialized (
    select e.article_id, o.article_id as target_id, min(e.storyline_id) as storyline_id
    from storyline_entries as e join storyline_entries as o on o.storyline_id = e.storyline_id
    where e.article_id = any(${ids}) group by 1, 2
  ), pairs as materialized (
    select c.article_id, c.target_id, m.published_at, m.visible_from, o.published_at as target_published_at,
      ${visibleFrom(sql`o`)} as target_visible_from,
      ${languageOf(sql`o`)} <> m.tongue as is_foreign, coalesce(tagged.ids, '{}') as tag_ids,
      told.storyline_id, signed.contributor_id,
      round(${most("text")} * sqrt(coalesce(alike.likeness, 0)::float8 / ${millionths(1)}))::int as text_points,
      coalesce(${most("tags")} * tagged.points / (tagged.points + 500), 0)::int as tag_points,
      case when told.storyline_id is null then 0 else ${most("storyline")} end as storyline_points,
      case when signed.contributor_id is null then 0 else ${most("contributor")} end as contributor_points,
      case when o.section_id = m.section_id then ${most("section")} else 0 end as section_points,
      case when ${within(sql`m.published_at`, sql`o.published_at`, "recency")}
        then round(${most("recency")} * exp(-abs(extract(epoch from o.published_at - m.published_at))
          / ${name(String(RECENCY_HOURS * 3_600))}))
        else 0 end::int as recency_points
    from candidates as c
    join mine as m on m.id = c.article_id
    join articles as o on o.id = c.target_id and ${isSuggestible(sql`o`)}
    left join alike on alike.article_id = c.article_id and alike.target_id = c.target_id
    left join tagged on tagged.article_id = c.article_id and tagged.target_id = c.target_id
    left join signed on signed.article_id = c.article_id and signed.target_id = c.target_id
    left join told on told.article_id = c.article_id and told.target_id = c.target_id
    where c.target_id <> c.article_id
      and (o.translation_key = m.translation_key) is not true
      and coalesce(alike.likeness, 0) < ${millionths(SAME_TEXT)}
      and not (o.headline = m.headline and o.summary = m.summary)
  )`;

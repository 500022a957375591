import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { name, type Sql } from "../reading/sql.ts";
import { NEWSROOM_TIME, pairsOf, placesOf } from "./suggestion.rules.ts";

const COLUMN_NAMES = `article_id, target_id, is_foreign, score, text_points, tag_points, storyline_points,
  contributor_points, section_points, recency_points, tag_ids, storyline_id, contributor_id, published_at, visible_from`;
const COLUMNS = name(COLUMN_NAMES);
const VALUES = name(COLUMN_NAMES.replaceAll(/\w+/g, "s.$&"));

const SCORE = sql`text_points + tag_points + storyline_points + contributor_points + section_points + recency_points`;
/** The better the greater; of equals, the later story. */
const worthOf = (row: Sql): Sql => sql`((${row}.score::bigint << 48) + ${row}.target_id)`;
/** From when readers see a suggestion. What they see already, they see from now on. */
const momentOf = (row: Sql): Sql => sql`greatest(${row}.visible_from, ${NEWSROOM_TIME})`;

const isDismissed = (suggestion: Sql): Sql => sql`exists (select from suggestion_dismissals as d
  where d.article_id = ${suggestion}.article_id and d.target_id = ${suggestion}.target_id)`;

/**
 * Of suggestions of whole lists, those that are at some time among the best that readers see: there are fewer better ones
 * than places that are seen as early. So what is still to come takes no place of what is seen, and has its own when its
 * moment comes, without anything having to be computed then.
 */
function bestOf(suggestions: Sql): Sql {
  const s = name("s");
  return sql`
    select ${COLUMNS} from (
      select *, (greatest_so_far(worth, places) over (partition by article_id, is_foreign order by moment))[places] as least
      from (
        select *, row_number() over (partition by article_id, is_foreign, moment order by worth desc) as place
        from (select s.*, ${worthOf(s)} as worth, ${momentOf(s)} as moment, ${placesOf(s)} as places from ${suggestions} as s) as timed
      ) as placed where place <= places
    ) as swept where least is null or worth >= least`;
}

/** The best of the pairs, as the suggestions of the articles they were made for. */
const BEST = sql`
  best as materialized (${bestOf(sql`(
    select p.article_id, p.target_id, is_foreign, ${SCORE} as score, text_points, tag_points, storyline_points,
      contributor_points, section_points, recency_points, tag_ids, storyline_id, contributor_id, published_at,
      target_visible_from as visible_from
    from pairs as p where not ${isDismissed(sql`p`)})`)}
  )`;

const save = (from: Sql): Sql => sql`
  insert into suggestions as held (${COLUMNS}) select ${VALUES} from ${from} as s
  on conflict (article_id, target_id) do update set (${COLUMNS}) = row(${name(COLUMN_NAMES.replaceAll(/\w+/g, "excluded.$&"))})
  where (${name(COLUMN_NAMES.replaceAll(/\w+/g, "held.$&"))}) is distinct from (${name(COLUMN_NAMES.replaceAll(/\w+/g, "excluded.$&"))})`;

/** Finds the suggestions of these articles anew, and leaves all other lists alone. */
export async function listSuggestions(em: EntityManager, articleIds: readonly number[]): Promise<void> {
  if (articleIds.length === 0) return;
  const ids = sql`${articleIds}::bigint[]`;
  await sql`
    with ${pairsOf(ids)}, ${BEST}, gone as (
      delete from suggestions as s where s.article_id = any(${ids})
        and (s.article_id, s.target_id) not in (select article_id, target_id from best)
    ) ${save(sql`best`)}`.execute(em.getKysely());
}

/**
 * The same, and puts these articles into the lists of others where they belong by now. Lists of queued articles are left
 * alone: they are found anew anyway.
 *
 * @returns the articles whose lists must be found anew: what they had was among these and is worth less now, so that
 * something which was not kept may be better
 */
export async function listSuggestionsAround(em: EntityManager, articleIds: readonly number[]): Promise<number[]> {
  if (articleIds.length === 0) return [];
  const ids = sql`${articleIds}::bigint[]`;
  const isOthers = sql`s.article_id <> all(${ids})
    and not exists (select from suggestion_queue as q where q.article_id = s.article_id)`;
  const { rows } = await sql<{ id: string }>`
    with ${pairsOf(ids)}, ${BEST}, backward as materialized (
      select s.* from (
        select target_id as article_id, article_id as target_id, is_foreign, ${SCORE} as score, text_points, tag_points,
          storyline_points, contributor_points, section_points, recency_points, tag_ids, storyline_id, contributor_id,
          target_published_at as published_at, visible_from
        from pairs
      ) as s where ${isOthers} and not ${isDismissed(sql`s`)}
    ), former as materialized (
      select s.* from suggestions as s where s.target_id = any(${ids}) and ${isOthers}
    ), lists as materialized (
      select l.*, (
        select count(*) from suggestions as s where s.article_id = l.article_id and s.is_foreign = l.is_foreign
      ) >= ${placesOf(sql`l`)} as is_full, (
        select ${worthOf(sql`s`)} from suggestions as s
        where s.article_id = l.article_id and s.is_foreign = l.is_foreign and s.visible_from <= ${NEWSROOM_TIME}
        order by s.score desc, s.target_id desc offset ${placesOf(sql`l`)} - 1 limit 1
      ) as least
      from (select article_id, is_foreign from backward union select article_id, is_foreign from former) as l
    ), unsure as materialized (
      select distinct f.article_id from former as f join lists as l using (article_id, is_foreign)
      where l.is_full and not exists (
        select from backward as b where b.article_id = f.article_id and b.target_id = f.target_id
          and b.is_foreign = f.is_foreign and b.score >= f.score and ${momentOf(sql`b`)} <= ${momentOf(sql`f`)})
    ), entering as materialized (
      select b.* from backward as b join lists as l using (article_id, is_foreign)
      where b.article_id not in (select article_id from unsure) and (l.least is null or ${worthOf(sql`b`)} > l.least
        or exists (select from former as f where f.article_id = b.article_id and f.target_id = b.target_id))
    ), touched as (
      select article_id from entering union
      select article_id from former where article_id not in (select article_id from unsure)
    ), staying as materialized (${bestOf(sql`(
      select ${COLUMNS} from entering
      union all
      select ${VALUES} from touched as t cross join lateral (
        select * from suggestions as held where held.article_id = t.article_id and held.target_id <> all(${ids})
      ) as s)`)}
    ), outdated as materialized (
      select s.article_id, s.target_id from suggestions as s join touched using (article_id) where not exists (
        select from staying as p where p.article_id = s.article_id and p.target_id = s.target_id)
      union all
      select article_id, target_id from suggestions as s where s.article_id = any(${ids}) and not exists (
        select from best as b where b.article_id = s.article_id and b.target_id = s.target_id)
    ), gone as (
      delete from suggestions as s using outdated as o where s.article_id = o.article_id and s.target_id = o.target_id
    ), saved as (
      ${save(sql`(select ${COLUMNS} from best union all select ${COLUMNS} from staying where target_id = any(${ids}))`)}
    )
    select article_id as id from unsure order by 1`.execute(em.getKysely());
  return rows.map(({ id }) => Number(id));
}

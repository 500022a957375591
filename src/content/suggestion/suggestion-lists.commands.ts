import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { name, type Sql } from "../reading/sql.ts";
import { KEPT, pairsOf } from "./suggestion.rules.ts";

const COLUMN_NAMES = `article_id, target_id, is_foreign, score, text_points, tag_points, storyline_points,
  contributor_points, section_points, recency_points, tag_ids, storyline_id, contributor_id, published_at`;
const COLUMNS = name(COLUMN_NAMES);
const VALUES = name(COLUMN_NAMES.replaceAll(/\w+/g, "s.$&"));

const SCORE = sql`text_points + tag_points + storyline_points + contributor_points + section_points + recency_points`;
const ROOM = sql`case when is_foreign then ${name(String(KEPT.foreign))} else ${name(String(KEPT.own))} end`;
/** The better the earlier; of equals, the later story. */
const PLACE = sql`row_number() over (partition by article_id, is_foreign order by score desc, target_id desc)`;

const isDismissed = (suggestion: Sql): Sql => sql`exists (select from suggestion_dismissals as d
  where d.article_id = ${suggestion}.article_id and d.target_id = ${suggestion}.target_id)`;

/** The best of the pairs, as the suggestions of the articles they were made for. */
const BEST = sql`
  best as materialized (
    select * from (select *, ${PLACE} as place from (
      select p.article_id, p.target_id, is_foreign, ${SCORE} as score, text_points, tag_points, storyline_points,
        contributor_points, section_points, recency_points, tag_ids, storyline_id, contributor_id, published_at
      from pairs as p where not ${isDismissed(sql`p`)}
    ) as scored) as placed where place <= ${ROOM}
  )`;

const save = (from: Sql): Sql => sql`
  insert into suggestions as held (${COLUMNS}) select ${VALUES} from ${from} as s
  on conflict (article_id, target_id) do update set (${COLUMNS}) = row(${name(COLUMN_NAMES.replaceAll(/\w+/g, "excluded.$&"))})
  where (${name(COLUMN_NAMES.replaceAll(/\w+/g, "held.$&"))}) is distinct from (${name(COLUMN_NAMES.replaceAll(/\w+/g, "excluded.$&"))})`;

/** The last of list `l` when it is of this kind and has no room left. */
const lastOf = (kind: keyof typeof KEPT): Sql => sql`(
  select s.score, s.target_id from suggestions as s
  where s.article_id = l.article_id and s.is_foreign = ${name(String(kind === "foreign"))} and l.is_foreign = s.is_foreign
  order by s.score desc, s.target_id desc offset ${name(String(KEPT[kind] - 1))} limit 1)`;

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
          target_published_at as published_at
        from pairs
      ) as s where ${isOthers} and not ${isDismissed(sql`s`)}
    ), former as materialized (
      select s.* from suggestions as s where s.target_id = any(${ids}) and ${isOthers}
    ), lists as materialized (
      select l.article_id, l.is_foreign, least.score, least.target_id
      from (select article_id, is_foreign from backward union select article_id, is_foreign from former) as l
      left join lateral (
        ${lastOf("own")} union all ${lastOf("foreign")}
      ) as least on true
    ), unsure as materialized (
      select distinct f.article_id from former as f join lists as l using (article_id, is_foreign)
      where l.score is not null and not exists (
        select from backward as b where b.article_id = f.article_id and b.target_id = f.target_id
          and b.is_foreign = f.is_foreign and b.score >= f.score)
    ), entering as materialized (
      select b.* from backward as b join lists as l using (article_id, is_foreign)
      where b.article_id not in (select article_id from unsure) and (l.score is null
        or (b.score, b.target_id) > (l.score, l.target_id)
        or exists (select from former as f where f.article_id = b.article_id and f.target_id = b.target_id))
    ), touched as (
      select article_id from entering union
      select article_id from former where article_id not in (select article_id from unsure)
    ), placed as materialized (
      select *, ${PLACE} <= ${ROOM} as stays from (
        select ${COLUMNS} from entering
        union all
        select ${VALUES} from touched as t cross join lateral (
          select * from suggestions as held where held.article_id = t.article_id and held.target_id <> all(${ids})
        ) as s
      ) as together
    ), outdated as materialized (
      select article_id, target_id from placed where not stays and target_id <> all(${ids})
      union all
      select f.article_id, f.target_id from former as f join touched using (article_id) where not exists (
        select from placed as p where p.article_id = f.article_id and p.target_id = f.target_id and p.stays)
      union all
      select article_id, target_id from suggestions as s where s.article_id = any(${ids}) and not exists (
        select from best as b where b.article_id = s.article_id and b.target_id = s.target_id)
    ), gone as (
      delete from suggestions as s using outdated as o where s.article_id = o.article_id and s.target_id = o.target_id
    ), saved as (
      ${save(sql`(select ${COLUMNS} from best union all select ${COLUMNS} from placed where stays and target_id = any(${ids}))`)}
    )
    select article_id as id from unsure order by 1`.execute(em.getKysely());
  return rows.map(({ id }) => Number(id));
}

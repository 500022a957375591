import { sql } from "kysely";
import { name, type Sql } from "../reading/sql.ts";
import { versionOf, visible } from "../visibility.ts";
import { cacheTagsOf } from "./cache-tags.ts";
import { cacheTagOf, hasOwnChange, isThere, LINKS, rankOf } from "./entities.ts";
import type { Window } from "./window.ts";

/*
 * What changes with a story without being written: what shows it. That is found when the log is read, so that it holds for
 * stories that appear by themselves, too.
 */

/** The fields of Article by which a story is shown beside another, in a storyline or on a front. */
const SHOWN = name(
  "array['headline', 'kicker', 'standfirst', 'slug', 'published', 'leadImage', 'language', 'section']::text[]",
);

/** Whether a change is one that shows: a story that came, that went, or that is shown in other words. */
export const isNoticed = (kind: Sql, fields: Sql): Sql =>
  sql`(${kind} in ('PUBLISHED', 'WITHDRAWN', 'DELETED') or ${fields} = '{}' or ${fields} && ${SHOWN})`;

/** Where a story is shown: `type`, `id` and the field that shows it, as often as it does. */
export const placesOf = (article: Sql): Sql => sql`
  select 'ARTICLE' as type, r.article_id as id, 'related' as field from related_stories as r where r.target_id = ${article}
  union all select 'ARTICLE', r.target_id, 'related' from related_stories as r where r.article_id = ${article}
  union all select 'ARTICLE', o.article_id, 'storylines' from storyline_entries as e
    join storyline_entries as o on o.storyline_id = e.storyline_id and o.article_id <> e.article_id where e.article_id = ${article}
  union all select 'STORYLINE', e.storyline_id, 'entries' from storyline_entries as e where e.article_id = ${article}
  union all select 'SECTION', f.section_id, 'front' from front_slots as f where f.article_id = ${article}`;

/**
 * What shows the story of a change `c` that was `told`, and what is there, gone or in other words with it, as rows of the
 * log. What the same transaction wrote has a change of its own. A picture by itself has the words of its first
 * use, so that it changes with every story that shows it.
 */
export function shownBeside({ args, bind, viewing }: Window): Sql {
  const noticed = isNoticed(sql`told.kind`, sql`told.fields`);
  const types = args.filter.types ? sql` and places.type = any(${bind(({ filter }) => filter.types)}::text[])` : sql``;
  return sql`select ${rankOf(sql`e.type`)} + 1 as level, e.type as entity_type, e.id as entity_id,
      coalesce(${versionOf(name("x"), viewing)}, 0) as version, x.uri,
      case when e.type = 'ARTICLE' then 'RELATIONS_CHANGED' when first.is_first then 'PUBLISHED' when there.is_there then 'UPDATED'
        else 'WITHDRAWN' end as kind, case when first.is_first then '{}' else e.fields end as fields,
      case when e.type = 'ARTICLE' then ${cacheTagsOf(name("x"))} else array[${cacheTagOf(sql`e.type`, sql`e.id`)}] end as tags,
      null::text[] as was_tags, array[x.language]::text[] as languages, null::text[] as was_languages
    from (
      select type, id, array_remove(array_agg(distinct field), null) as fields, bool_or(is_new) as is_new, bool_or(is_lost) as is_lost
      from (
        select *, false as is_new, false as is_lost from (${placesOf(sql`c.entity_id`)}) as shown where ${noticed}
        union all
        select 'ARTICLE', target, 'related', false, false from (
          select target from unnest(told.targets) as target where target <> all(coalesce(told.was_targets, '{}'))
          union all select target from unnest(told.was_targets) as target where target <> all(coalesce(told.targets, '{}'))
        ) as turned
        union all
        select upper(split_part(n.tag, ':', 1)), split_part(n.tag, ':', 2)::bigint, case when n.tag like 'Section:%' then 'front' when n.tag like 'Storyline:%' then 'entries' end,
          n.is_other and not n.was, n.is_other and n.was
        from (
          select tag, false as was, told.was_tags is null or tag <> all(told.was_tags) as is_other from unnest(told.tags) as tag
          union all
          select tag, true, told.tags is null or tag <> all(told.tags) from unnest(told.was_tags) as tag
        ) as n where n.tag not like 'Article:%' and (n.is_other or n.tag like 'Section:%' and ${noticed}
          or n.tag like 'Image:%' and (${noticed} or told.fields && array['body', 'leadImage']))
      ) as places where true${types} group by type, id
    ) as e
    left join articles as x on e.type = 'ARTICLE' and x.id = e.id and ${visible(name("x"), viewing)}
    cross join lateral (select e.type <> 'ARTICLE' and ${isThere(sql`e.type`, sql`e.id`, viewing)} as is_there offset 0) as there
    cross join lateral (select e.is_new and there.is_there and ${isFirst(viewing)} as is_first offset 0) as first
    where told.kind is not null and c.entity_type = 'ARTICLE' and case e.type
      when 'ARTICLE' then x.id is not null
      when 'SECTION' then there.is_there
      when 'STORYLINE' then there.is_there or e.is_lost
      when 'IMAGE' then there.is_there or e.is_lost
      else first.is_first or e.is_lost and not there.is_there end
      and not (${isOfSameWrite} and (e.type = 'ARTICLE' or there.is_there))`;
}

/**
 * To readers from the beginning: what came by itself with the story of `c`. Its own entry may be older, of a hidden story.
 * Where it has one from since it is there, that is told.
 */
export function broughtAlong({ viewing }: Window): Sql {
  return sql`select ${rankOf(sql`e.type`)} + 1 as level, e.type as entity_type, e.id as entity_id, 0 as version, null as uri,
      'PUBLISHED' as kind, '{}'::text[] as fields, array[e.tag] as tags, null::text[] as was_tags, null::text[] as languages,
      null::text[] as was_languages
    from (select tag, upper(split_part(tag, ':', 1)) as type, split_part(tag, ':', 2)::bigint as id from unnest(told.tags) as tag
      where tag not like 'Article:%' and tag not like 'Storyline:%') as e
    where told.kind is not null and c.entity_type = 'ARTICLE' and not ${hasOwnChange(sql`e.type`, sql`e.id`)}
      and ${isThere(sql`e.type`, sql`e.id`, viewing)} and ${isFirst(viewing)}`;
}

/** It has a change of its own, told at the same moment. */
const isOfSameWrite = sql`(c.visible_from in ('-infinity', 'infinity') and exists (select from changes as s
  where s.entity_type = e.type::entity_type and s.entity_id = e.id and s.write_id = c.write_id and not s.is_for_desk))`;

/**
 * Whether no story of a lower id has what comes with this one: of all that came with it one tells that it is there, and none
 * where an older one has it.
 */
function isFirst(viewing: Window["viewing"]): Sql {
  const cases = Object.entries(LINKS).map(
    ([type, { links, column }]) => sql`when '${name(type)}' then not exists (select from ${name(links)} as l
      join articles as older on older.id = l.article_id
      where l.${name(column)} = e.id and l.article_id < c.entity_id and ${visible(name("older"), viewing)})`,
  );
  return sql`coalesce(case e.type ${sql.join(cases, sql` `)} end, false)`;
}

import { sql } from "kysely";
import { hasVanished } from "../article/vanish.commands.ts";
import { name, type Sql } from "../reading/sql.ts";
import { visible } from "../visibility.ts";
import { hasOwnChange, isThere } from "./entities.ts";
import type { Window } from "./window.ts";

/*
 * What one viewer is told of a change `c`: `kind`, null where nothing; `uri`, null where no more than that it is gone; `at`;
 * `fields` that changed; `tags` that caches hold it under and its `languages`, null where it is not there from this change
 * on, `was_tags` and `was_languages` where it was not there before; `targets` and `was_targets` likewise.
 *
 * The desk is told of each change as it was made. Readers are told what they can see come and go: the window takes them
 * from the newsroom as they saw it at `from` to the newsroom as they see it at `to`.
 *
 * - A change from which a story is seen, at once or by now, is told, as PUBLISHED where the story was not seen before;
 *   unless the next change of the story came before its moment: then nobody ever saw that state.
 * - Of a story that has vanished (see `vanish`) nothing but that it is gone.
 * - One from which it is not (yet) seen is WITHDRAWN where the story was seen before, and otherwise nothing. So is the
 *   post-dating of a story; it is told again, as PUBLISHED, when the moment comes.
 *
 * « Seen before » is by the clock of the change, or of the follower's last poll where it was not given the change yet: a
 * transaction may have been waiting to commit while the moment of the story passed and the follower was told.
 * « May have been seen »: the follower was told so, and reads the same once more since, as the one who died over it. What
 * was to appear within a minute of the change may have been; no more than the id of it is told.
 *
 * Of what stories share, a change is told whom it is there for; that it goes, a change of a story tells.
 */
export const toldChanges = (window: Window): Sql =>
  sql`select * from (${window.args.view === "DESK" ? asMade : asSeen(window)}) as story where c.entity_type = 'ARTICLE'
    union all select * from (${ofShared(window)}) as shared where c.entity_type <> 'ARTICLE'`;

const asMade = sql`select c.kind::text as kind, c.uri, c.written_at as at, c.changed_fields as fields, c.cache_tags as tags,
  coalesce(c.was_cache_tags, c.cache_tags) as was_tags, array[c.language]::text[] as languages,
  array[coalesce(c.was_language, c.language)]::text[] as was_languages, c.targets, coalesce(c.was_targets, c.targets) as was_targets`;

/** What a transaction takes at the most, from when it looks at the clock to its end. */
const LONGEST_WRITE = name("interval '1 minute'");

/** OFFSET keeps PostgreSQL from asking both questions again for each column. */
function asSeen({ bind, until, isFresh }: Window): Sql {
  // A story that appears within the window was not there at its beginning.
  const wasSeen = isFresh
    ? sql`c.was_visible_from <= greatest(c.written_at, ${bind(({ from }) => from.at)}::timestamptz)`
    : sql`false`;
  const mayHaveBeenSeen = isFresh
    ? sql`c.was_visible_from <= greatest(c.written_at + ${LONGEST_WRITE}, ${bind(({ from }) => from.at)}::timestamptz)`
    : sql`false`;
  const next = sql`select n.written_at >= c.visible_from from changes as n where n.entity_type = 'ARTICLE'
    and n.entity_id = c.entity_id and n.id > c.id and not n.is_for_desk and n.id <= ${until} order by n.id limit 1`;
  return sql`select case
      when c.is_for_desk or is_seen and has_vanished then null
      when is_seen and (c.visible_from > '-infinity' or not was_seen) then 'PUBLISHED'
      when is_seen or (may_have_been_seen and c.kind = 'DELETED') then c.kind::text
      when may_have_been_seen then 'WITHDRAWN' end as kind,
    case when not has_vanished and (is_seen or was_seen) then c.uri end as uri,
    case when is_seen then greatest(c.written_at, c.visible_from) else c.written_at end as at,
    case when is_seen and was_seen then c.changed_fields else '{}' end as fields,
    case when is_seen then c.cache_tags end as tags,
    case when may_have_been_seen then coalesce(c.was_cache_tags, c.cache_tags) end as was_tags,
    case when is_seen then array[c.language]::text[] end as languages,
    case when may_have_been_seen then array[coalesce(c.was_language, c.language)]::text[] end as was_languages,
    case when is_seen then c.targets end as targets, case when may_have_been_seen then coalesce(c.was_targets, c.targets) end as was_targets
    from (select
      c.visible_from <= ${bind(({ to }) => to)}::timestamptz
        and (c.visible_from = '-infinity' or coalesce((${next}), true)) as is_seen,
      ${wasSeen} as was_seen,
      ${mayHaveBeenSeen} as may_have_been_seen,
      ${hasVanished(sql`c.entity_id`)} as has_vanished offset 0) as seen`;
}

function ofShared({ args, viewing }: Window): Sql {
  // What readers saw is told by its changes from then on, and what came by itself with the story that it came with (see
  // `shown-beside.ts`), so that nobody learns how long it had been there. That leaves storylines, and sections without a story.
  const shown = name("shown");
  const isAlone = sql`(c.entity_type = 'STORYLINE' or c.entity_type = 'SECTION' and not exists (
    select from section_listings as l join articles as ${shown} on ${shown}.id = l.article_id
    where l.section_id = c.entity_id and ${visible(shown, viewing)}))`;
  const isTold =
    args.view === "DESK"
      ? sql`true`
      : sql`not c.is_for_desk and (c.visible_from = '-infinity'
          or ${isAlone} and not ${hasOwnChange(sql`c.entity_type`, sql`c.entity_id`)})`;
  return sql`select case when is_told and is_there then c.kind::text end as kind, null, c.written_at,
    c.changed_fields, c.cache_tags, c.cache_tags, null::text[], null::text[], null::bigint[], null::bigint[]
    from (select ${isTold} as is_told, ${isThere(sql`c.entity_type::text`, sql`c.entity_id`, viewing)} as is_there offset 0) as there`;
}

import { sql } from "kysely";
import { hasVanished } from "../article/vanish.commands.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { ChangesArgs } from "./changes.args.ts";

/*
 * The changes of a window, as one viewer is told of them.
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
 */

/** At the most so many changes are looked through for a page, whatever the filter. */
const LOOKED_THROUGH = 2_000;

type Bind = (pick: (args: ChangesArgs) => unknown) => Sql;

interface Window {
  readonly args: ChangesArgs;
  readonly bind: Bind;
  /** Whether it is of changes that were not committed at its beginning; otherwise of stories that appear later. */
  readonly isFresh?: boolean;
  /** Its end. */
  readonly snapshot: Sql;
}

/** A page's changes and one more, in turn; the last that was looked at is there (`isWanted` false) if it was the limit. */
export function changeRows(window: Window): Sql {
  const { args, bind } = window;
  const { view, within, isFromBeginning, isFromNow } = args;
  if (isFromNow) return branch(window, sql`select *, 0 as n from changes order by turn, id limit 0`);
  const fromSnapshot = sql`${bind(({ from: { snapshot } }) => snapshot)}::pg_snapshot`;
  const behind = within
    ? sql` and (turn, id) > (${bind((given) => given.within?.behind.turn)}::xid8, ${bind((given) => given.within?.behind.id)}::bigint)`
    : sql``;
  const fresh = branch(
    { ...window, isFresh: true },
    sql`select *, row_number() over (order by turn, id) as n from changes
      where turn >= pg_snapshot_xmin(${fromSnapshot}) and not pg_visible_in_snapshot(transaction, ${fromSnapshot})
        and pg_visible_in_snapshot(transaction, ${window.snapshot})${behind} order by turn, id limit ${name(String(LOOKED_THROUGH))}`,
  );
  if (view === "DESK" || isFromBeginning) return fresh;
  // Ordered as its index is, which would not be taken otherwise.
  const appeared = branch(
    window,
    sql`select *, 0 as n from changes where visible_from > '-infinity' and visible_from < 'infinity'
      and visible_from > ${bind((given) => given.from.at)}::timestamptz and visible_from <= ${bind((given) => given.to)}::timestamptz
      and pg_visible_in_snapshot(transaction, ${fromSnapshot})${behind} order by visible_from`,
  );
  return sql`select * from (${fresh} union all ${appeared}) as c order by turn, id limit ${limitOf(args)}`;
}

const limitOf = ({ first }: ChangesArgs) => name(String(first + 1));

function branch(window: Window, changes: Sql): Sql {
  const { args, bind } = window;
  // Who has nothing yet has nothing of it to drop, and would learn from its tags what it was about.
  const tags = args.isFromBeginning
    ? sql`case when told.uri is null then array['Article:' || c.article_id] else told.cache_tags end`
    : sql`told.cache_tags`;
  return sql`(
    select c.turn, c.id, c.article_id, c.version, told.kind, told.uri, told.at, told.changed_fields, ${tags} as cache_tags,
      wanted.is_wanted, c.n = ${name(String(LOOKED_THROUGH))} as is_limit
    from (${changes}) as c cross join lateral (${args.view === "DESK" ? asMade : asSeen(window)}) as told
    cross join lateral (select (told.kind is not null${filtered(args, bind)}) as is_wanted) as wanted
    where wanted.is_wanted or c.n = ${name(String(LOOKED_THROUGH))} order by c.turn, c.id limit ${limitOf(args)})`;
}

const asMade = sql`select c.kind, c.uri, c.written_at as at, c.changed_fields, c.cache_tags || c.was_cache_tags as cache_tags,
  array[c.language, c.was_language]::text[] as languages`;

/** `kind` is null where readers are not told, `uri` where no more than that it is gone. OFFSET keeps PostgreSQL from asking both questions again for each column. */
function asSeen({ bind, snapshot, isFresh }: Window): Sql {
  const told = isFresh ? sql`greatest(c.written_at, ${bind(({ from }) => from.at)}::timestamptz)` : sql`c.written_at`;
  const next = sql`select n.written_at >= c.visible_from from changes as n
    where n.article_id = c.article_id and n.id > c.id and pg_visible_in_snapshot(n.transaction, ${snapshot}) order by n.id limit 1`;
  return sql`select case
      when is_seen and has_vanished then null
      when is_seen and (c.visible_from > '-infinity' or not was_seen) then 'PUBLISHED'
      when is_seen or (was_seen and c.kind = 'DELETED') then c.kind
      when was_seen then 'WITHDRAWN' end as kind,
    case when not has_vanished then c.uri end as uri,
    case when is_seen then greatest(c.written_at, c.visible_from) else c.written_at end as at,
    case when is_seen then c.changed_fields else '{}' end as changed_fields,
    case when not was_seen then c.cache_tags
      when is_seen then c.cache_tags || c.was_cache_tags else coalesce(c.was_cache_tags, c.cache_tags) end as cache_tags,
    case when not was_seen then array[c.language] when is_seen then array[c.language, c.was_language]
      else array[coalesce(c.was_language, c.language)] end::text[] as languages
    from (select
      c.visible_from <= ${bind(({ to }) => to)}::timestamptz
        and (c.visible_from = '-infinity' or coalesce((${next}), true)) as is_seen,
      c.was_visible_from <= ${told} as was_seen,
      ${hasVanished(sql`c.article_id`)} as has_vanished offset 0) as seen`;
}

function filtered({ filter }: ChangesArgs, bind: Bind): Sql {
  const { kinds, sections, languages } = filter;
  return sql`${kinds ? sql` and told.kind = any(${bind((args) => args.filter.kinds)}::change_kind[])` : sql``}${
    sections ? sql` and told.cache_tags && ${bind((args) => args.filter.sections)}::text[]` : sql``
  }${languages ? sql` and told.languages && ${bind((args) => args.filter.languages)}::text[]` : sql``}`;
}

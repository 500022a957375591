import { sql } from "kysely";
import { REMOVAL_KINDS } from "../../database/vocabulary.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { ChangesArgs } from "./changes.args.ts";
import { broughtAlong, shownBeside } from "./shown-beside.ts";
import { toldChanges } from "./told-changes.ts";
import type { Window } from "./window.ts";

/*
 * The changes of a window, as one viewer is told of them: each change itself (see `toldChanges`), then what changes with
 * it (see `shownBeside`), all through the follower's filter. A follower from the beginning is given everything there is
 * as it is at the end of the window, so that nothing changes with anything, but what came by itself comes along.
 */

/** The kinds that say that something is to be removed. */
export const REMOVALS = name(REMOVAL_KINDS.map((kind) => `'${kind}'`).join(", "));

/** At the most so many changes are looked through for a page, whatever the filter. */
const LOOKED_THROUGH = 2_000;

/** A page's changes and one more, in turn; the last that was looked at is there (`isWanted` false) if it was the limit. */
export function changeRows(window: Omit<Window, "isFresh">): Sql {
  const { args, bind } = window;
  const { view, within, isFromBeginning, isFromNow } = args;
  if (isFromNow) return branch(window, sql`select *, 0 as n from changes order by id limit 0`);
  // The page before may have ended in the middle of what changed with this one.
  const behind = within?.behind ? sql` and id >= ${bind((given) => given.within?.behind?.id)}::bigint` : sql``;
  const fresh = branch(
    { ...window, isFresh: true },
    sql`select *, row_number() over (order by id) as n from changes
      where id > ${window.since} and id <= ${window.until}${behind} order by id limit ${name(String(LOOKED_THROUGH))}`,
  );
  if (view === "DESK" || isFromBeginning) return fresh;
  // Ordered as its index is, which would not be taken otherwise.
  const appeared = branch(
    window,
    sql`select *, 0 as n from changes where visible_from > '-infinity' and visible_from < 'infinity'
      and visible_from > ${bind((given) => given.from.at)}::timestamptz and visible_from <= ${bind((given) => given.to)}::timestamptz
      and id <= ${window.since}${behind} order by visible_from`,
  );
  return sql`select * from (${fresh} union all ${appeared}) as c order by id, level, entity_id limit ${limitOf(args)}`;
}

const limitOf = ({ first }: ChangesArgs) => name(String(first + 1));

function branch(window: Window, changes: Sql): Sql {
  const { args, bind } = window;
  const { within } = args;
  const behind = within?.behind
    ? sql` and (c.id, one.level, one.entity_id) > (${bind((given) => given.within?.behind?.id)}::bigint,
        ${bind((given) => given.within?.behind?.level)}::int,
        ${bind((given) => given.within?.behind?.entityId)}::bigint)`
    : sql``;
  const isLimit = sql`(one.level = 1 and c.n = ${name(String(LOOKED_THROUGH))})`;
  return sql`(
    select c.id, one.level, one.entity_type, one.entity_id, one.version, filed.kind, one.uri, told.at, one.fields as changed_fields,
      ${cacheTags(window)} as cache_tags, wanted.is_wanted, ${isLimit} as is_limit
    from (${changes}) as c cross join lateral (${toldChanges(window)}) as told
    cross join lateral (${itself} ${besides(window)}) as one
    cross join lateral (select ${filed(window)} as kind) as filed
    cross join lateral (select (filed.kind is not null${filtered(window)}) as is_wanted) as wanted
    where (wanted.is_wanted or ${isLimit})${behind} order by c.id, one.level, one.entity_id limit ${limitOf(args)})`;
}

function besides(window: Window): Sql {
  const { view, isFromBeginning } = window.args;
  if (!isFromBeginning) return sql`union all ${shownBeside(window)}`;
  return view === "DESK" ? sql`` : sql`union all ${broughtAlong(window)}`;
}

const itself = sql`select 1 as level, c.entity_type::text as entity_type, c.entity_id, c.version, told.uri, told.kind, told.fields,
  told.tags, told.was_tags, told.languages, told.was_languages`;

function cacheTags({ args, viewing }: Window): Sql {
  const both = sql`coalesce(one.tags, '{}') || coalesce(one.was_tags, '{}')`;
  // Who may not read the body does not know of its pictures.
  const known = viewing.licence
    ? sql`array(select tag from unnest(${both}) with ordinality as t(tag, place) where one.entity_type <> 'ARTICLE' or tag not like 'Image:%'
        or tag = 'Image:' || (select lead_image_id from articles where id = one.entity_id) order by place)`
    : both;
  if (!args.isFromBeginning) return known;
  // Who has nothing yet has nothing of a vanished story to drop, and would learn from its tags what it was about.
  return sql`case when one.uri is null and one.entity_type = 'ARTICLE' then array['Article:' || one.entity_id] else ${known} end`;
}

/** What the follower is to do: to remove a story that the filter lets through no more, LEFT, and what it let through that is gone. */
function filed({ args: { filter, view }, bind }: Window): Sql {
  const { sections, languages } = filter;
  if (!sections && !languages) return sql`one.kind`;
  const matches = (tags: Sql, spoken: Sql): Sql => {
    const parts = [
      sections && sql`coalesce(${tags} && ${bind((args) => args.filter.sections)}::text[], false)`,
      languages && sql`coalesce(${spoken} && ${bind((args) => args.filter.languages)}::text[], false)`,
    ];
    return sql`(${sql.join(
      parts.filter((part) => part !== undefined),
      sql` and `,
    )})`;
  };
  // The desk keeps what readers see no more.
  const isGone = view === "DESK" ? sql`one.kind = 'DELETED'` : sql`one.kind in ('WITHDRAWN', 'DELETED')`;
  return sql`case when one.entity_type <> 'ARTICLE' or ${matches(sql`one.tags`, sql`one.languages`)} then one.kind
    when one.kind is not null and ${matches(sql`one.was_tags`, sql`one.was_languages`)}
    then case when ${isGone} then one.kind else 'LEFT' end end`;
}

/** Removals are told whatever their kind: who was told of a story is told that it is gone. */
function filtered({ args: { filter }, bind }: Window): Sql {
  const { kinds, types } = filter;
  return sql`${
    kinds
      ? sql` and (filed.kind in (${REMOVALS}) or filed.kind = any(${bind((args) => args.filter.kinds)}::text[]))`
      : sql``
  }${types ? sql` and one.entity_type = any(${bind((args) => args.filter.types)}::text[])` : sql``}`;
}

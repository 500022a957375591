import { sql } from "kysely";
import { GatewayError } from "../../errors.ts";
import { instantFromText } from "../reading/instant.ts";
import { name } from "../reading/sql.ts";
import { STAMP } from "../section/sections.ts";
import type { Found, ManyRelation, OneRelation, Row, Source } from "../reading/source.ts";
import type { Sql } from "../reading/sql.ts";
import type { Column, Table } from "../reading/table.ts";
import { changeRows, REMOVALS } from "./change-rows.ts";
import { type Bound, checkToken, encodeToken, expired, NOTHING, type Progress } from "./change-token.ts";
import type { ChangesArgs } from "./changes.args.ts";

export interface ChangePage {
  readonly changes: readonly Row[];
  /** What its window goes to: nothing in it was written later. */
  readonly to: Bound;
  /** That of the sections there are by now. */
  readonly sectionsStamp: string;
  readonly nextToken: string;
  readonly hasMore: boolean;
}

const texts = (text: string) => [...new Set((JSON.parse(text) as (string | null)[]).filter((each) => each !== null))];
const COLUMNS: Readonly<Record<string, Column>> = {
  id: { name: "id" },
  isWanted: { name: "is_wanted" },
  isLimit: { name: "is_limit" },
  writeId: { name: "write_id" },
  sectionsStamp: { name: "sections_stamp" },
  toAt: { name: "to_at", decode: instantFromText },
  secret: { name: "secret" },
  place: { name: "place" },
  isExpired: { name: "is_expired" },
  hasNewer: { name: "has_newer" },
  level: { name: "level" },
  entityType: { name: "entity_type" },
  entityId: { name: "entity_id", decode: Number },
  isRemoved: { name: "is_removed" },
  uri: { name: "uri" },
  kind: { name: "kind" },
  at: { name: "at", decode: instantFromText },
  version: { name: "version", decode: Number },
  changedFields: { name: "changed_fields", decode: texts },
  cacheTags: { name: "cache_tags", decode: texts },
};
const TABLE: Table = { name: "changes", columns: new Map(Object.entries(COLUMNS)) };
const ALWAYS = [
  "id",
  "level",
  "entityId",
  "isWanted",
  "isLimit",
  "writeId",
  "toAt",
  "sectionsStamp",
  "secret",
  "place",
  "isExpired",
  "hasNewer",
];

/**
 * Which database this is: the server's system and timeline, and the database's number there (where its files are says it
 * without a look through all of them). A promoted standby and a restored copy are others. Null on a standby. It is asked by
 * each statement, because another may stand behind the same address from one to the next.
 */
const PLACE = sql`case when not pg_is_in_recovery() then concat_ws(' ', (pg_control_system()).system_identifier,
  substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8), split_part(pg_relation_filepath('change_log'), '/', -2)) end`;
const STANDBY = "The database is a standby at the moment, which has no tokens to give. Try again.";

/** A page of the change log; the key does not matter. There is always a row, which says how far the log has come. */
export function changeLog(one: Readonly<Record<string, OneRelation>>): ManyRelation<ChangesArgs, ChangePage> {
  const source: Source = { table: TABLE, id: "id", always: ALWAYS, one, many: {} };
  return {
    name: "changes",
    source: () => source,
    keyType: "bigint",
    ahead: () => undefined,
    shape: ({ view, within, isFromBeginning, isFromNow, filter, first }) =>
      [
        `${view}${first}${isFromNow ? "now" : ""}${isFromBeginning ? "all" : ""}${within ? "|" : ""}${within?.behind ? ">" : ""}`,
        `${filter.types ? "t" : ""}${filter.kinds ? "k" : ""}${filter.sections ? "s" : ""}${filter.languages ? "l" : ""}`,
      ].join(" "),
    rows({ alias, joins, args, bind, viewing }) {
      const toAt = sql`${bind((given) => given.to)}::timestamptz`;
      const seenAtEnd = { ...viewing, now: toAt };
      // To be removed, whatever has become of it since: it is told again where it is back, and back in the filter.
      const removed = args.view === "DESK" ? sql`(c.kind in ('DELETED', 'LEFT'))` : sql`(c.kind in (${REMOVALS}))`;
      const fromAt = sql`${bind((given) => given.from.at)}::timestamptz`;
      const since = args.isFromBeginning ? sql`0` : idOf(({ from }) => from.writeId);
      const until = args.within ? idOf(({ within }) => within?.to.writeId) : sql`coalesce(last.id, 0)`;
      return sql`from (
        select log.write_id, log.to_at, log.sections_stamp, log.secret, log.place, log.is_expired, log.has_newer,
          c.id, c.level, c.is_wanted, c.is_limit, c.entity_type, c.entity_id, c.uri, c.kind, c.at, c.version,
          case when c.entity_type = 'ARTICLE' then c.entity_id end as withdrawn_id,
          ${removed} as is_removed, case when c.entity_type = 'ARTICLE' and not ${removed} then c.entity_id end as article_id,
          to_json(c.changed_fields) as changed_fields, to_json(c.cache_tags) as cache_tags
        from (
          select l.secret, ${PLACE} as place, last.write_id, ${endOf(args)} as to_at, ${name(STAMP)} as sections_stamp,
            bounds.since, bounds.until,
            (${fromAt} > '-infinity' and ${fromAt} < l.pruned_until) or bounds.since is null or bounds.until is null as is_expired,
            ${args.within ? newer() : sql`false`} as has_newer
          from change_log as l left join lateral (select id, write_id, written_at from changes order by id desc limit 1) as last on true
          cross join lateral (select ${since} as since, ${until} as until offset 0) as bounds where l.id = 1) as log
        left join lateral (${changeRows({ args, bind, viewing: seenAtEnd, since: sql`log.since`, until: sql`log.until` })}) as c on true
      ) as ${alias} ${joins} order by ${alias}.id, ${alias}.level, ${alias}.entity_id`;

      /** That of a write's last change; null where there is no such write (any more). */
      function idOf(pick: (given: ChangesArgs) => string | undefined): Sql {
        return sql`(select max(id) from changes where write_id = ${bind((given) => pick(given) ?? null)}::uuid)`;
      }

      /**
       * No part of what it tells was written after its end. Who begins now looks at the newsroom by the clock of any
       * gateway from here on, and none is behind the database.
       */
      function endOf({ within, isFromNow }: ChangesArgs) {
        if (isFromNow) return sql`date_trunc('milliseconds', least(${toAt}, statement_timestamp()))`;
        return within ? toAt : sql`greatest(${toAt}, last.written_at)`;
      }

      /** Whether there is anything behind the window that this page is of. */
      function newer() {
        // In order, so that an index is walked to the first: it is guessed that there are many.
        return sql`last.id > bounds.until or coalesce((select true from changes
          where visible_from > '-infinity' and visible_from < 'infinity'
            and visible_from > ${toAt} and visible_from <= ${viewing.now} order by visible_from limit 1), false)`;
      }
    },
    finish: pageOfChanges,
  };
}

/** @throws {GatewayError} TOKEN_INVALID, TOKEN_EXPIRED, UNAVAILABLE */
function pageOfChanges(
  rows: readonly Row[],
  { args, selection }: Pick<Found<ChangesArgs>, "args" | "selection">,
): ChangePage {
  const [log] = rows;
  if (!log) throw new Error("The change log has lost its row.");
  const { secret, place, writeId } = log;
  if (typeof place !== "string") throw new GatewayError("UNAVAILABLE", STANDBY);
  const own = { secret: String(secret), place };
  if (args.token !== undefined) checkToken(args.token, own);
  if (log["isExpired"] === "t") throw expired();
  const { changes, last, isCutShort } = counted(rows, args.first);
  const { view } = args;
  const at = String(log["toAt"]);
  const to = { writeId: args.within?.to.writeId ?? (typeof writeId === "string" ? writeId : NOTHING), at };
  const behind = ({ id, level, entityId }: Row): Progress => ({
    view,
    from: args.from,
    within: { to, behind: { id: String(id), level: String(level), entityId: String(entityId) } },
  });
  if (selection.columns.includes("token")) for (const row of changes) row["token"] = encodeToken(behind(row), own);
  const next = isCutShort && last ? behind(last) : { view, from: to };
  return {
    changes,
    to,
    sectionsStamp: String(log["sectionsStamp"]),
    nextToken: encodeToken(next, own),
    hasMore: isCutShort || log["hasNewer"] === "t",
  };
}

/** The page's changes, the last row that counts as read, and whether the window goes on behind it. */
function counted(rows: readonly Row[], first: number) {
  const changes: Row[] = [];
  let last: Row | undefined;
  for (const row of rows) {
    if (row["id"] === null) break;
    if (changes.length === first) return { changes, last, isCutShort: true };
    if (row["isWanted"] === "t") changes.push(row);
    last = row;
    if (row["isLimit"] === "t") return { changes, last, isCutShort: true };
  }
  return { changes, last, isCutShort: false };
}

import { sql } from "kysely";
import { GatewayError } from "../../errors.ts";
import { LAST_WRITE } from "../../database/database-clock.ts";
import { instantFromText } from "../reading/instant.ts";
import { name } from "../reading/sql.ts";
import { STAMP } from "../section/sections.ts";
import type { Found, ManyRelation, OneRelation, Row, Source } from "../reading/source.ts";
import type { Column, Table } from "../reading/table.ts";
import { changeRows, REMOVALS } from "./change-rows.ts";
import { type Bound, checkToken, encodeToken, type Progress } from "./change-token.ts";
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
  turn: { name: "turn" },
  isWanted: { name: "is_wanted" },
  isLimit: { name: "is_limit" },
  snapshot: { name: "snapshot" },
  sectionsStamp: { name: "sections_stamp" },
  toAt: { name: "to_at", decode: instantFromText },
  secret: { name: "secret" },
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
  "turn",
  "level",
  "entityId",
  "isWanted",
  "isLimit",
  "snapshot",
  "toAt",
  "sectionsStamp",
  "secret",
  "isExpired",
  "hasNewer",
];

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
      const to = sql`${bind((given) => given.within?.to.snapshot ?? null)}::pg_snapshot`;
      const from = sql`${bind((given) => given.from.snapshot)}::pg_snapshot`;
      const toAt = sql`${bind((given) => given.to)}::timestamptz`;
      const seenAtEnd = { ...viewing, now: toAt };
      // To be removed, whatever has become of it since: it is told again where it is back, and back in the filter.
      const removed = args.view === "DESK" ? sql`(c.kind in ('DELETED', 'LEFT'))` : sql`(c.kind in (${REMOVALS}))`;
      const fromAt = sql`${bind((given) => given.from.at)}::timestamptz`;
      return sql`from (
        select log.snapshot::text as snapshot, log.to_at, log.sections_stamp, log.secret, log.is_expired, log.has_newer,
          c.id, c.turn::text as turn, c.level, c.is_wanted, c.is_limit, c.entity_type, c.entity_id, c.uri, c.kind, c.at, c.version,
          case when c.entity_type = 'ARTICLE' then c.entity_id end as withdrawn_id,
          ${removed} as is_removed, case when c.entity_type = 'ARTICLE' and not ${removed} then c.entity_id end as article_id,
          to_json(c.changed_fields) as changed_fields, to_json(c.cache_tags) as cache_tags
        from (
          select coalesce(${to}, pg_current_snapshot()) as snapshot, ${endOf(args)} as to_at, ${name(STAMP)} as sections_stamp, l.secret,
            (${fromAt} > '-infinity' and ${fromAt} < l.pruned_until)
              or pg_snapshot_xmax(${from}) > pg_snapshot_xmax(pg_current_snapshot()) as is_expired,
            ${args.within ? newer() : sql`false`} as has_newer
          from change_log as l where l.id = 1) as log
        left join lateral (${changeRows({ args, bind, viewing: seenAtEnd, snapshot: sql`log.snapshot` })}) as c on true
      ) as ${alias} ${joins} order by ${alias}.turn::xid8, ${alias}.id, ${alias}.level, ${alias}.entity_id`;

      /**
       * No part of what it tells was written after its end. Who begins now looks at the newsroom by the clock of any
       * gateway from here on, and none is behind the database.
       */
      function endOf({ within, isFromNow }: ChangesArgs) {
        if (isFromNow) return sql`date_trunc('milliseconds', least(${toAt}, statement_timestamp()))`;
        return within ? toAt : sql`greatest(${toAt}, ${name(LAST_WRITE)})`;
      }

      /** Whether there is anything behind the window that this page is of. */
      function newer() {
        // In order, so that an index is walked to the first: it is guessed that there are many.
        return sql`coalesce((select true from changes where turn >= pg_snapshot_xmin(${to}) and not pg_visible_in_snapshot(transaction, ${to})
            order by turn, id limit 1),
          (select true from changes where visible_from > '-infinity' and visible_from < 'infinity'
            and visible_from > ${toAt} and visible_from <= ${viewing.now} order by visible_from limit 1), false)`;
      }
    },
    finish: pageOfChanges,
  };
}

/** @throws {GatewayError} TOKEN_INVALID, TOKEN_EXPIRED */
function pageOfChanges(
  rows: readonly Row[],
  { args, selection }: Pick<Found<ChangesArgs>, "args" | "selection">,
): ChangePage {
  const [log] = rows;
  if (!log) throw new Error("The change log has lost its row.");
  const secret = String(log["secret"]);
  if (args.token !== undefined) checkToken(args.token, secret);
  if (log["isExpired"] === "t")
    throw new GatewayError(
      "TOKEN_EXPIRED",
      "since is older than the log. Start over: read from the beginning, without since.",
    );
  const { changes, last, isCutShort } = counted(rows, args.first);
  const { view } = args;
  const to = { snapshot: String(log["snapshot"]), at: String(log["toAt"]) };
  const behind = ({ turn, id, level, entityId }: Row): Progress => ({
    view,
    from: args.from,
    within: { to, behind: { turn: String(turn), id: String(id), level: String(level), entityId: String(entityId) } },
  });
  if (selection.columns.includes("token")) for (const row of changes) row["token"] = encodeToken(behind(row), secret);
  const next = isCutShort && last ? behind(last) : { view, from: to };
  return {
    changes,
    to,
    sectionsStamp: String(log["sectionsStamp"]),
    nextToken: encodeToken(next, secret),
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

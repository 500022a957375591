import { sql } from "kysely";
import { PLACEMENTS, type Placement, type RelationKind, type RelationOrigin } from "../../database/vocabulary.ts";
import { Connection, type PagedRelation, wantsCursors } from "../paging/connection.ts";
import type { Position } from "../paging/cursor.ts";
import { behind, type KeysetOrder, looksOn, ordered, pageShape } from "../paging/keyset.ts";
import { type Page, type PageArgs, pageOf } from "../paging/page.ts";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { Found, Row, Source } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import { unlessRefused } from "../reading/unless-refused.ts";

export type RelationDirection = "OUTGOING" | "INCOMING";

/** The arguments of `Article.related` as they come. */
export interface RelatedFieldArgs extends PageArgs {
  kinds?: readonly RelationKind[] | null | undefined;
  placements?: readonly Placement[] | null | undefined;
  origins?: readonly RelationOrigin[] | null | undefined;
  direction?: RelationDirection | null | undefined;
}

export interface RelatedArgs {
  readonly kinds: readonly RelationKind[] | undefined;
  readonly placements: readonly Placement[] | undefined;
  readonly origins: readonly RelationOrigin[] | undefined;
  readonly direction: RelationDirection;
  readonly page: Page;
}

/** The other end of an edge is always joined: an edge to what is not visible is not there. */
export const NODE = "node:{}";
const BASE: Selection = { columns: [], to: new Map([[NODE, { name: "node", args: {}, selection: NOTHING }]]) };
const BASE_WITH_CURSORS: Selection = { ...BASE, columns: ["id", "placement", "position", "publishedAt"] };

/** @throws {GatewayError} see `pageOf` */
export function relatedArgs(args: RelatedFieldArgs, articleId: unknown): RelatedArgs {
  const given = {
    kinds: args.kinds ?? undefined,
    placements: args.placements ?? undefined,
    origins: args.origins ?? undefined,
    direction: args.direction ?? ("OUTGOING" as const),
  };
  const order = given.direction === "OUTGOING" ? "rank" : "instant";
  return { ...given, page: pageOf(args, { list: listOf(given, articleId), order }) };
}

const listOf = ({ kinds, placements, origins, direction }: Omit<RelatedArgs, "page">, articleId: unknown) =>
  JSON.stringify(["related", articleId, direction, kinds, placements, origins]);

/** Edges that leave an article, in reading order; or those that lead to it, newest first. */
export function relatedStories(
  sources: Record<RelationDirection, () => Source>,
): PagedRelation<RelatedArgs, RelatedConnection> {
  const relation: PagedRelation<RelatedArgs, RelatedConnection> = {
    name: "related",
    source: ({ direction }) => sources[direction](),
    keyType: "bigint",
    base: (selection) => (wantsCursors(selection) ? BASE_WITH_CURSORS : BASE),
    ahead: (args) => (args["after"] == null ? unlessRefused(() => relatedArgs(args, undefined)) : undefined),
    shape: ({ kinds, placements, origins, direction, page }, selection) =>
      `${direction}${pageShape(page, selection)}${kinds ? "k" : ""}${placements ? "p" : ""}${origins ? "o" : ""}`,
    rows({ alias, joins, key, args, bind, selection }) {
      const { kinds, placements, origins, direction, page } = args;
      const end = name(direction === "OUTGOING" ? "article_id" : "target_id");
      // `is true`: the placements are no way into an index. One that has them would give the edges in another order.
      const isAmong = (column: string, type: string, pick: (given: RelatedArgs) => unknown) =>
        sql` and (${alias}.${name(column)} = any(${bind(pick)}::${name(type)}[])) is true`;
      return sql`from related_stories as ${alias} ${joins} where ${alias}.${end} = ${key}${
        kinds ? isAmong("kind", "relation_kind", (given) => given.kinds) : sql``
      }${placements ? isAmong("placement", "placement", (given) => given.placements) : sql``}${
        origins ? isAmong("origin", "relation_origin", (given) => given.origins) : sql``
      }${inOrder(alias, page, { direction, bind, isLookingOn: looksOn(page, selection) })}`;
    },
    finish: (rows, found) => new RelatedConnection(rows, relation, found),
    listOf: ({ key, args }) => listOf(args, key),
    positionOf: (row, { direction }) => [
      direction === "INCOMING" ? String(row["publishedAt"]) : rankOf(row),
      Number(row["id"]),
    ],
  };
  return relation;
}

interface Ordering {
  direction: RelationDirection;
  bind: (pick: (args: RelatedArgs) => unknown) => Sql;
  isLookingOn: boolean;
}

function inOrder(alias: Sql, page: Page, { direction, bind, isLookingOn }: Ordering): Sql {
  const id = sql`${alias}.id`;
  if (direction === "INCOMING") {
    const order: KeysetOrder = { by: sql`${alias}.published_at`, type: "timestamptz", id, isDescending: true };
    return sql`${behind(order, page, (pick) => bind((args) => pick(args.page)))}${ordered(order, page, isLookingOn)}`;
  }
  const rank = (pick: (from: Position) => unknown) => bind(({ page: { from } }) => from && pick(from));
  const from = sql`${rank(([order]) => PLACEMENTS[Math.trunc(Number(order) / RANKS)])}::placement,
    ${rank(([order]) => Number(order) % RANKS)}::smallint, ${rank(([, at]) => at)}::bigint`;
  const columns = sql`${alias}.placement, ${alias}.position, ${id}`;
  return sql`${page.from ? sql` and (${columns}) > (${from})` : sql``} order by ${columns} limit ${name(String(page.size + (isLookingOn ? 1 : 0)))}`;
}

/** Positions within a placement stay below this: they are smallints. */
const RANKS = 2 ** 15;

/** An edge as read; what was not asked for is not there. */
export interface EdgeRow extends Row {
  id: number;
  kind: RelationKind;
  placement: Placement;
  position: number;
  label: string | null;
  /** The page it is on. */
  connection: RelatedConnection;
}

function rankOf(row: Row): number {
  return PLACEMENTS.findIndex((placement) => placement === row["placement"]) * RANKS + Number(row["position"]);
}

/** A page of edges. Its rows are the edges themselves; each knows the page it is on, for its cursor. */
export class RelatedConnection extends Connection<RelatedArgs> {
  constructor(rows: Row[], relation: PagedRelation<RelatedArgs, unknown>, found: Found<RelatedArgs>) {
    super(rows, relation, found);
    for (const row of this.rows) row["connection"] = this;
  }

  override get edges(): readonly Row[] {
    return this.rows;
  }

  override get nodes(): readonly Row[] {
    return this.rows.map((row) => row[NODE] as Row);
  }
}

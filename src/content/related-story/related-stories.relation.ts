import { sql } from "kysely";
import { PLACEMENTS, type Placement, type RelationKind, type RelationOrigin } from "../../database/vocabulary.ts";
import { type PagedRelation, wantsCursors } from "../paging/connection.ts";
import { EdgeConnection, NODE } from "../paging/edge-connection.ts";
import type { Position } from "../paging/cursor.ts";
import { behind, instantOf, instantText, type KeysetOrder, looksOn, ordered, pageShape } from "../paging/keyset.ts";
import { type Page, type PageArgs, pageOf } from "../paging/page.ts";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { Row, Source } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { Viewing } from "../reading/viewing.ts";
import { unlessRefused } from "../reading/unless-refused.ts";
import type { SharedRow } from "../suggestion/reasons.rules.ts";
import {
  RANKS,
  type Suggested,
  suggestedFrom,
  suggestedOf,
  suggestedOrder,
  suggestedPosition,
} from "./suggested-stories.ts";

export type RelationDirection = "OUTGOING" | "INCOMING";

/** The arguments of `Article.related` as they come. */
export interface RelatedFieldArgs extends PageArgs {
  kinds?: readonly RelationKind[] | null | undefined;
  placements?: readonly Placement[] | null | undefined;
  origins?: readonly RelationOrigin[] | null | undefined;
  direction?: RelationDirection | null | undefined;
  fill?: boolean | null | undefined;
  languages?: readonly string[] | null | undefined;
}

export interface RelatedArgs {
  readonly kinds: readonly RelationKind[] | undefined;
  readonly placements: readonly Placement[] | undefined;
  readonly origins: readonly RelationOrigin[] | undefined;
  readonly direction: RelationDirection;
  /** Absent: only the edges that people made are read. */
  readonly suggested?: Suggested | undefined;
  readonly page: Page;
}

/** The other end of an edge is always joined: an edge to what is not visible is not there. */
const BASE: Selection = { columns: [], to: new Map([[NODE, { name: "node", args: {}, selection: NOTHING }]]) };
const BASE_WITH_CURSORS: Selection = {
  ...BASE,
  columns: ["id", "place", "placement", "position", "publishedAt", "tie"],
};

/** @throws {GatewayError} see `pageOf` */
export function relatedArgs(args: RelatedFieldArgs, articleId: unknown): RelatedArgs {
  const given = {
    kinds: args.kinds ?? undefined,
    placements: args.placements ?? undefined,
    origins: args.origins ?? undefined,
    direction: args.direction ?? ("OUTGOING" as const),
    suggested: suggestedOf(args),
  };
  const order = given.direction === "OUTGOING" ? "rank" : "instant";
  return { ...given, page: pageOf(args, { list: listOf(given, articleId), order }) };
}

const listOf = ({ kinds, placements, origins, direction, suggested }: Omit<RelatedArgs, "page">, articleId: unknown) =>
  JSON.stringify(["related", articleId, direction, kinds, placements, origins, suggested]);

/** Edges that leave an article, in reading order; or those that lead to it, newest first. */
export function relatedStories(
  sources: Record<RelationDirection, () => Source>,
  suggestedSources: Record<RelationDirection, () => Source>,
): PagedRelation<RelatedArgs, RelatedConnection> {
  const relation: PagedRelation<RelatedArgs, RelatedConnection> = {
    name: "related",
    source: ({ direction, suggested }) => (suggested ? suggestedSources : sources)[direction](),
    keyType: "bigint",
    base: (selection) => (wantsCursors(selection) ? BASE_WITH_CURSORS : BASE),
    ahead: (args) => (args["after"] == null ? unlessRefused(() => relatedArgs(args, undefined)) : undefined),
    shape: ({ kinds, placements, origins, direction, suggested, page }, selection) =>
      `${direction}${pageShape(page, selection)}${kinds ? "k" : ""}${placements ? "p" : ""}${origins ? "o" : ""}${
        suggested ? `${suggested.withEdges ? "e" : "s"}${suggested.languages ? "l" : ""}` : ""
      }`,
    rows(query) {
      const { alias, joins, key, args, bind, selection, viewing } = query;
      const { kinds, placements, origins, direction, suggested, page } = args;
      const end = name(direction === "OUTGOING" ? "article_id" : "target_id");
      // `is true`: the placements are no way into an index. One that has them would give the edges in another order.
      const isAmong = (edge: Sql, column: keyof typeof FILTER_TYPES, pick: (given: RelatedArgs) => unknown) =>
        sql` and (${edge}.${name(column)} = any(${bind(pick)}::${name(FILTER_TYPES[column])}[])) is true`;
      const filters = (edge: Sql) =>
        sql`${
          kinds ? isAmong(edge, "kind", (given) => given.kinds) : sql``
        }${placements ? isAmong(edge, "placement", (given) => given.placements) : sql``}${
          origins ? isAmong(edge, "origin", (given) => given.origins) : sql``
        }`;
      if (suggested) {
        const order = suggestedOrder(alias, args);
        return sql`from ${suggestedFrom(query, filters)} as ${alias} ${joins} where true${behind(order, page, (pick) =>
          bind((given) => pick(given.page)),
        )}${ordered(order, page, looksOn(page, selection))}`;
      }
      return sql`from related_stories as ${alias} ${joins} where ${alias}.${end} = ${key}${filters(alias)}${inOrder(alias, page, { direction, bind, viewing, isLookingOn: looksOn(page, selection) })}`;
    },
    finish: (rows, found) => new EdgeConnection(rows, relation, found),
    listOf: ({ key, args }) => listOf(args, key),
    positionOf: (row, args) =>
      args.suggested
        ? suggestedPosition(row, args)
        : [args.direction === "INCOMING" ? instantText(row["publishedAt"]) : rankOf(row), Number(row["id"])],
  };
  return relation;
}

const FILTER_TYPES = { kind: "relation_kind", placement: "placement", origin: "relation_origin" } as const;

interface Ordering {
  direction: RelationDirection;
  viewing: Viewing;
  bind: (pick: (args: RelatedArgs) => unknown) => Sql;
  isLookingOn: boolean;
}

function inOrder(alias: Sql, page: Page, { direction, viewing, bind, isLookingOn }: Ordering): Sql {
  const id = sql`${alias}.id`;
  if (direction === "INCOMING") {
    const by = instantOf(sql`${alias}.published_at`, viewing);
    const order: KeysetOrder = { by, type: "timestamptz", id, isDescending: true };
    return sql`${behind(order, page, (pick) => bind((args) => pick(args.page)))}${ordered(order, page, isLookingOn)}`;
  }
  const rank = (pick: (from: Position) => unknown) => bind(({ page: { from } }) => from && pick(from));
  const from = sql`${rank(([order]) => PLACEMENTS[Math.trunc(Number(order) / RANKS)])}::placement,
    ${rank(([order]) => Number(order) % RANKS)}::smallint, ${rank(([, at]) => at)}::bigint`;
  const columns = sql`${alias}.placement, ${alias}.position, ${id}`;
  return sql`${page.from ? sql` and (${columns}) > (${from})` : sql``} order by ${columns} limit ${name(String(page.size + (isLookingOn ? 1 : 0)))}`;
}

/** An edge as read; what was not asked for is not there. */
export interface EdgeRow extends Row {
  /** A number where a person made the edge; else the whole id as it is shown. */
  id: number | string;
  kind: RelationKind;
  placement: Placement;
  position: number;
  label: string | null;
  /** Of a suggestion, where they are asked for. */
  reasons?: SharedRow | null;
  /** The page it is on. */
  connection: RelatedConnection;
}

function rankOf(row: Row): number {
  return PLACEMENTS.findIndex((placement) => placement === row["placement"]) * RANKS + Number(row["position"]);
}

export type RelatedConnection = EdgeConnection<RelatedArgs>;

import { sql } from "kysely";
import type { Placement, RelationKind, RelationOrigin } from "../../database/vocabulary.ts";
import { type PagedRelation, wantsCursors } from "../paging/connection.ts";
import { EdgeConnection, NODE } from "../paging/edge-connection.ts";
import { behind, instantText, looksOn, ordered, pageShape } from "../paging/keyset.ts";
import { type Page, type PageArgs, pageOf } from "../paging/page.ts";
import { behindSeat, inRankedOrder, placeOn } from "../paging/ranked.ts";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { Row, Source } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import { unlessRefused } from "../reading/unless-refused.ts";
import type { SharedRow } from "../suggestion/reasons.rules.ts";
import { countPlaces, incomingOrder, readingOrder } from "./edge-order.ts";
import {
  type Suggested,
  suggestedFrom,
  suggestedOf,
  suggestedOrder,
  suggestedPosition,
  suggestedRanks,
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
  columns: ["id", "place", "publishedAt", "tie"],
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
  sources: Record<RelationDirection | "COUNTED", () => Source>,
  suggestedSources: Record<RelationDirection, () => Source>,
): PagedRelation<RelatedArgs, RelatedConnection> {
  const relation: PagedRelation<RelatedArgs, RelatedConnection> = {
    name: "related",
    source: (args) =>
      args.suggested
        ? suggestedSources[args.direction]()
        : sources[arePlacesCounted(args) ? "COUNTED" : args.direction](),
    keyType: "bigint",
    base(selection, args) {
      const { columns, to } = wantsCursors(selection) ? BASE_WITH_CURSORS : BASE;
      const isCounted = selection.columns.includes("position") && arePlacesCounted(args);
      return isCounted ? { columns: [...columns, "placement"], to } : { columns, to };
    },
    ahead: (args) => (args["after"] == null ? unlessRefused(() => relatedArgs(args, undefined)) : undefined),
    shape(args, selection) {
      const { kinds, placements, origins, direction, suggested, page } = args;
      return `${direction}${pageShape(page, selection)}${kinds ? "k" : ""}${placements ? "p" : ""}${origins ? "o" : ""}${
        suggested ? `${suggested.withEdges ? "e" : "s"}${suggested.languages ? "l" : ""}` : ""
      }${isRanked(args, page.from?.[1]) ? "r" : ""}`;
    },
    rows(query) {
      const { alias, joins, key, args, bind, selection } = query;
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
      const paging = {
        bind: (pick: (page: Page) => unknown) => bind((given) => pick(given.page)),
        isLookingOn: looksOn(page, selection),
      };
      const from = suggested
        ? sql`from ${suggestedFrom(query, filters)} as ${alias} ${joins} where true`
        : sql`from related_stories as ${alias} ${joins} where ${alias}.${end} = ${key}${filters(alias)}`;
      if (isRanked(args, page.from?.[1])) {
        const order = suggested ? suggestedRanks(query) : readingOrder(query);
        return sql`${from}${behindSeat(order, page)}${inRankedOrder(order, page, paging)}`;
      }
      const order = suggested ? suggestedOrder(query) : incomingOrder(query);
      return sql`${from}${behind(order, page, paging.bind)}${ordered(order, page, paging.isLookingOn)}`;
    },
    finish(rows, found) {
      if (found.selection.columns.includes("position") && arePlacesCounted(found.args)) countPlaces(rows);
      return new EdgeConnection(rows, relation, found);
    },
    listOf: ({ key, args }) => listOf(args, key),
    positionOf(row, args, index) {
      if (isRanked(args, row["tie"])) return [placeOn(args.page, index), Number(row[args.suggested ? "tie" : "id"])];
      return args.suggested ? suggestedPosition(row, args) : [instantText(row["publishedAt"]), Number(row["id"])];
    },
  };
  return relation;
}

const FILTER_TYPES = { kind: "relation_kind", placement: "placement", origin: "relation_origin" } as const;

/** Whether a row, or the one a page begins behind, is known by its rank: suggestions are by what everyone may know. */
const isRanked = ({ direction, suggested }: RelatedArgs, tie: unknown): boolean =>
  direction === "OUTGOING" && (suggested === undefined || Number(tie) > 0);

/** Whether a page has all edges of a placement from the first one on, so that their places are counted as they come. */
const arePlacesCounted = ({ direction, suggested, kinds, origins, page }: RelatedArgs): boolean =>
  direction === "OUTGOING" && !suggested && !kinds && !origins && !page.from;

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

export type RelatedConnection = EdgeConnection<RelatedArgs>;

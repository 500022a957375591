import { sql } from "kysely";
import type { RelationKind } from "../../database/vocabulary.ts";
import { GatewayError } from "../../errors.ts";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { ManyRelation, Row, RowsQuery, Source } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { Table } from "../reading/table.ts";
import { unlessRefused } from "../reading/unless-refused.ts";
import { visible } from "../visibility.ts";

/** The arguments of `Article.neighbourhood` as they come. */
export interface NeighbourhoodFieldArgs {
  depth: number;
  limit: number;
  kinds?: readonly RelationKind[] | null | undefined;
}

export interface NeighbourhoodArgs {
  /** Hops, 1 to 3. */
  readonly depth: number;
  /** Stories, 1 to 200. */
  readonly limit: number;
  readonly kinds: readonly RelationKind[] | undefined;
}

/** An edge that was followed: `depth` hops away its target is met. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly kind: RelationKind;
}

export interface RelatedGraph {
  /** Nearest first; those as near in reading order of the edges that lead to them. */
  readonly nodes: readonly Row[];
  readonly edges: readonly GraphEdge[];
  /** There are more stories, or more edges. */
  readonly truncated: boolean;
}

export const MAX_DEPTH = 3;
export const MAX_STORIES = 200;
/** Of all edges between the stories. */
const MAX_EDGES = 1_000;
/** A story can be pointed at from each of three placements: so many edges have as many targets as are looked for. */
const PLACEMENT_COUNT = 3;

/** @throws {GatewayError} DEPTH_INVALID or PAGE_SIZE_INVALID */
export function neighbourhoodArgs({ depth, limit, kinds }: NeighbourhoodFieldArgs): NeighbourhoodArgs {
  if (depth < 1 || depth > MAX_DEPTH)
    throw new GatewayError("DEPTH_INVALID", `depth must be 1 to ${MAX_DEPTH}, got ${depth}.`);
  if (limit < 1 || limit > MAX_STORIES)
    throw new GatewayError("PAGE_SIZE_INVALID", `limit must be 1 to ${MAX_STORIES}, got ${limit}.`);
  return { depth, limit, kinds: kinds ?? undefined };
}

const STORY = "node:{}";
const WITH_STORY: Selection = {
  columns: ["id", "depth", "edges"],
  to: new Map([[STORY, { name: "node", args: {}, selection: NOTHING }]]),
};

/** What the walk comes to: a row a story, the one it starts from first. */
const WALK: Table = {
  name: "",
  columns: new Map([
    ["id", { name: "id", decode: Number }],
    ["depth", { name: "depth", decode: Number }],
    ["edges", { name: "edges", decode: (text: string) => JSON.parse(text) as unknown }],
  ]),
};

/**
 * The stories that edges lead to within some hops, each once, where it is met first. One statement whatever the graph:
 * a step takes as many edges of each story as it takes to fill the limit, so that a story with ten thousand costs no more.
 */
export function neighbourhood(node: Source["one"][string]): ManyRelation<NeighbourhoodArgs, RelatedGraph> {
  const source: Source = { table: WALK, id: "id", one: { node }, many: {} };
  return {
    name: "neighbourhood",
    source: () => source,
    keyType: "bigint",
    base: () => WITH_STORY,
    ahead: (args) =>
      unlessRefused(() =>
        neighbourhoodArgs({
          depth: args["depth"] as number,
          limit: args["limit"] as number,
          kinds: args["kinds"] as RelationKind[] | null,
        }),
      ),
    shape: ({ depth, limit, kinds }) => `${depth} ${limit}${kinds ? "k" : ""}`,
    rows: (query) => sql`from (${walk(query)}) as ${query.alias} ${query.joins}
      order by ${query.alias}.depth, ${query.alias}.rank`,
    finish: (rows, { args }) => graphOf(rows, args),
  };
}

/**
 * Written so that its order is the only one there is, whatever PostgreSQL knows of the tables: where it has not counted
 * them yet it would walk all articles for each edge, or all edges for each story.
 */
function walk({ key, args: { depth, limit, kinds }, bind, viewing }: RowsQuery<NeighbourhoodArgs>): Sql {
  const isFollowed = sql`e.origin <> 'ALGORITHM'${
    kinds ? sql` and (e.kind = any(${bind((args) => args.kinds)}::relation_kind[])) is true` : sql``
  }`;
  const sought = limit + 1;
  const steps = Array.from({ length: depth }, (_, index) => {
    const from = name(`step${index}`);
    const met = sql.join(
      Array.from({ length: index + 1 }, (__, earlier) => sql`select id from ${name(`step${earlier}`)}`),
      name(" union all "),
    );
    return sql`${name(`step${index + 1}`)} as materialized (
      select id, ${name(String(index + 1))} as depth, row_number() over (order by min(place), id) as rank from (
        select e.target_id as id, row_number() over (order by f.rank, e.placement, e.position, e.id) as place
        from ${from} as f cross join lateral (
          select e.* from related_stories as e
          where e.article_id = f.id and ${isFollowed} and (select true from articles as v where v.id = e.target_id and ${visible(name("v"), viewing)})
          order by e.placement, e.position, e.id
          limit ${name(String(PLACEMENT_COUNT * sought + 1))}
        ) as e where e.target_id not in (${met})
      ) as found group by id order by rank limit ${name(String(sought))})`;
  });
  const all = sql.join(
    Array.from({ length: depth + 1 }, (_, index) => sql`select id, depth, rank from ${name(`step${index}`)}`),
    name(" union all "),
  );
  return sql`with step0 as materialized (select ${key} as id, 0 as depth, 0::bigint as rank), ${sql.join(steps)},
    met as materialized (select * from (${all}) as w order by depth, rank limit ${name(String(sought + 1))}),
    walked as materialized (select met.*, (
      select json_agg(json_build_array(e.article_id, e.kind, f.depth) order by f.depth, f.rank, e.placement, e.position, e.id)
      from met as f cross join lateral (
        select e.* from related_stories as e where e.article_id = f.id and e.target_id = met.id and ${isFollowed} offset 0
      ) as e where f.depth < ${name(String(depth))}) as edges from met)
    select * from walked`;
}

function graphOf(rows: Row[], { limit }: NeighbourhoodArgs): RelatedGraph {
  const kept = rows.slice(0, limit + 1);
  const ids = new Set(kept.map((row) => row["id"]));
  const edges = new Map<string, GraphEdge>();
  for (const row of kept) {
    for (const [from, kind, depth] of (row["edges"] ?? []) as [number, RelationKind, number][]) {
      const edge = { from, to: row["id"] as number, depth: depth + 1, kind };
      if (ids.has(from)) edges.set(JSON.stringify([from, edge.to, kind]), edge);
    }
  }
  const all = [...edges.values()].toSorted((one, other) => one.depth - other.depth);
  return {
    nodes: kept.slice(1).map((row) => row[STORY] as Row),
    edges: all.slice(0, MAX_EDGES),
    truncated: rows.length > kept.length || all.length > MAX_EDGES,
  };
}

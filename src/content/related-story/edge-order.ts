import { sql } from "kysely";
import { instantOf, type KeysetOrder } from "../paging/keyset.ts";
import type { RankedOrder } from "../paging/ranked.ts";
import type { Row, RowsQuery } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { Viewing } from "../reading/viewing.ts";
import { visible } from "../visibility.ts";
import type { RelatedArgs } from "./related-stories.relation.ts";

/** Reading order of an article's edges. */
const READING_ORDER = (edge: Sql): Sql => sql`${edge}.placement, ${edge}.position, ${edge}.id`;

export const readingOrder = (query: RowsQuery<RelatedArgs>): RankedOrder => ({
  by: READING_ORDER(query.alias),
  seat: seatOf(query, READING_ORDER),
});

/** Of edges that lead to an article: the stories that have them, newest first. */
export const incomingOrder = ({ alias, viewing }: RowsQuery<RelatedArgs>): KeysetOrder => ({
  by: instantOf(sql`${alias}.published_at`, viewing),
  type: "timestamptz",
  id: sql`${alias}.id`,
  isDescending: true,
});

/** See RankedOrder: of the article's edge that the page's cursor names. */
export function seatOf({ key, bind, viewing }: RowsQuery<RelatedArgs>, columns: (edge: Sql) => Sql): Sql {
  const [edge, target] = [name("x"), name("shown")];
  return sql`select ${columns(edge)} from related_stories as ${edge}
    join articles as ${target} on ${target}.id = ${edge}.target_id and ${visible(target, viewing)}
    where ${edge}.id = ${bind(({ page }) => page.from?.[1])}::bigint and ${edge}.article_id = ${key}`;
}

/** The place of an edge within its placement, from 1: among the article's edges to what may be seen. */
export function placeOfEdge(edge: Sql, viewing: Viewing): Sql {
  const target = name("shown");
  return sql`(select count(*) from related_stories as x
    join articles as ${target} on ${target}.id = x.target_id and ${visible(target, viewing)}
    where x.article_id = ${edge}.article_id and x.placement = ${edge}.placement
      and (x.position, x.id) <= (${edge}.position, ${edge}.id))`;
}

/** The same of edges in reading order, of which none is missing before another: without a statement's work. */
export function countPlaces(edges: readonly Row[]): void {
  let [placement, place]: [unknown, number] = [undefined, 0];
  for (const edge of edges) {
    if (edge["placement"] !== placement) [placement, place] = [edge["placement"], 0];
    edge["position"] = ++place;
  }
}

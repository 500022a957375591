import { sql } from "kysely";
import { instantOf } from "../paging/keyset.ts";
import type { ManyRelation, Row, Source } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { Viewing } from "../reading/viewing.ts";
import { visible } from "../visibility.ts";

/** Among which stories the next one is looked for. */
export type Ordering = "SECTION" | "STORYLINE" | "ALL";

export interface NeighbourArgs {
  readonly within: Ordering;
}

type Direction = "next" | "previous";

interface Neighbours {
  readonly alias: Sql;
  readonly joins: Sql;
  readonly key: Sql;
  readonly viewing: Viewing;
  readonly direction: Direction;
}

/** The story published right after another one, or right before it. */
export function neighbour(direction: Direction, source: () => Source): ManyRelation<NeighbourArgs, Row | null> {
  return {
    name: direction,
    source,
    keyType: "bigint",
    ahead: (args) => ({ within: args["within"] as Ordering }),
    shape: ({ within }) => within,
    rows({ args: { within }, alias, joins, key, viewing }) {
      const neighbours = { alias, joins, key, viewing, direction };
      return within === "STORYLINE" ? inStoryline(neighbours) : byPublication(neighbours, within);
    },
    finish: ([row]) => row ?? null,
  };
}

/** The place it goes on from is looked up first, so that an index is entered there. */
function byPublication({ alias, joins, key, viewing, direction }: Neighbours, within: "SECTION" | "ALL"): Sql {
  const { sign, order } = SIGNS[direction];
  const place = (from: Sql) => sql`${instantOf(sql`${from}.published_at`, viewing)}, ${from}.id`;
  const isInSection =
    within === "SECTION"
      ? sql` and ${alias}.section_id = (select o.section_id from articles as o where o.id = ${key})`
      : sql``;
  const by = instantOf(sql`${alias}.published_at`, viewing);
  return sql`from articles as ${alias} ${joins} where ${visible(alias, viewing)}${isInSection}
    and (${place(alias)}) ${sign} (select ${place(name("o"))} from articles as o where o.id = ${key})
    order by ${by} ${order}, ${alias}.id ${order} limit 1`;
}

/** In the editor's order of its storyline: the first by title, when it is in several. */
function inStoryline({ alias, joins, key, viewing, direction }: Neighbours): Sql {
  const { sign, order } = SIGNS[direction];
  const place = (column: string) => sql`(select ${name(column)} from storyline_entries as o
    join storylines as l on l.id = o.storyline_id where o.article_id = ${key} order by l.title, l.id limit 1)`;
  return sql`from storyline_entries as n join articles as ${alias} on ${alias}.id = n.article_id ${joins}
    where n.storyline_id = ${place("o.storyline_id")} and n.position ${sign} ${place("o.position")}
      and ${visible(alias, viewing)} order by n.position ${order} limit 1`;
}

const SIGNS = {
  next: { sign: name(">"), order: name("asc") },
  previous: { sign: name("<"), order: name("desc") },
};

import { sql } from "kysely";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { ManyRelation, Row, Source } from "../reading/source.ts";
import { NODE } from "../paging/edge-connection.ts";

const WITH_STORY: Selection = {
  columns: [],
  to: new Map([[NODE, { name: "node", args: {}, selection: NOTHING }]]),
};

/** All edges of an article that were drawn or imported, in reading order: what it is exported with. */
export function associations(source: () => Source): ManyRelation<object, Row[]> {
  return {
    name: "associations",
    source,
    keyType: "bigint",
    base: () => WITH_STORY,
    ahead: () => ({}),
    shape: () => "",
    rows: ({ alias, joins, key }) => sql`from related_stories as ${alias} ${joins}
      where ${alias}.article_id = ${key} and ${alias}.origin <> 'ALGORITHM'
      order by ${alias}.placement, ${alias}.position, ${alias}.id`,
    finish: (rows) => rows,
  };
}

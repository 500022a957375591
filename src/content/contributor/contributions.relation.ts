import { sql } from "kysely";
import type { ManyRelation, Row, Source } from "../reading/source.ts";

/** Who made an article, in the order of its byline. */
export function contributions(source: () => Source): ManyRelation<object, Row[]> {
  return {
    name: "contributions",
    source,
    keyType: "bigint",
    ahead: () => ({}),
    shape: () => "",
    rows: ({ alias, joins, key }) =>
      sql`from contributions as ${alias} ${joins} where ${alias}.article_id = ${key} order by ${alias}.position`,
    finish: (rows) => rows,
  };
}

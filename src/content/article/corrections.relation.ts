import { sql } from "kysely";
import type { ManyRelation, Row, Source } from "../reading/source.ts";

/** What readers were told of errors put right, newest first. */
export function corrections(source: () => Source): ManyRelation<object, Row[]> {
  return {
    name: "corrections",
    source,
    keyType: "bigint",
    ahead: () => ({}),
    shape: () => "",
    rows: ({ alias, joins, key }) =>
      sql`from corrections as ${alias} ${joins} where ${alias}.article_id = ${key} order by ${alias}.version desc`,
    finish: (rows) => rows,
  };
}

import { sql } from "kysely";
import type { ManyRelation, Row, RowsQuery, Source } from "./source.ts";
import { name, type Sql } from "./sql.ts";

/** The one row of a source that has a key in a column; null when there is none, or none that may be seen. */
export function rowBy(
  source: () => Source,
  by: { column: string; type: "bigint" | "text" },
  allowed: (query: RowsQuery<object>) => Sql = () => sql`true`,
): ManyRelation<object, Row | null> {
  return {
    name: `${source().table.name} by ${by.column}`,
    source,
    keyType: by.type,
    ahead: () => undefined,
    shape: () => "",
    rows: (query) => sql`from ${name(source().table.name)} as ${query.alias} ${query.joins}
      where ${query.alias}.${name(by.column)} = ${query.key} and ${allowed(query)}`,
    finish: ([row]) => row ?? null,
  };
}

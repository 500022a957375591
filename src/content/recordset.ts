import { type RawBuilder, sql } from "kysely";

/**
 * Rows as a table inside a statement: `from ${recordset(rows)} as t(id bigint, name text)`.
 * However many rows there are, they are one parameter, which PostgreSQL and PGlite read alike; a missing property is null.
 */
export function recordset(rows: readonly object[]): RawBuilder<unknown> {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json)`;
}

/** The same of rows that are JSON already. */
export function recordsetOf(jsonRows: readonly string[]): RawBuilder<unknown> {
  return sql`json_to_recordset(${`[${jsonRows.join(",")}]`}::json)`;
}

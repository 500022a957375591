import { sql } from "kysely";
import type { Sql } from "./reading/sql.ts";

/**
 * Who may see which article, when: published, past its time and its embargo, not withdrawn. Every statement that reads
 * articles carries this condition on each alias under which it does.
 */
export function visible(article: Sql, now: Sql): Sql {
  return sql`${article}.status = 'PUBLISHED' and ${article}.published_at <= ${now}
    and (${article}.embargoed_until is null or ${article}.embargoed_until <= ${now})`;
}

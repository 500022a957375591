import { sql } from "kysely";
import type { ManyRelation, Row, Source } from "../reading/source.ts";
import { visible } from "../visibility.ts";

/** The same story in other languages, by language. */
export function localizations(source: () => Source): ManyRelation<object, Row[]> {
  return {
    name: "localizations",
    source,
    keyType: "bigint",
    ahead: () => ({}),
    shape: () => "",
    rows: ({ alias, joins, key, viewing }) => sql`from articles as o join articles as ${alias}
      on ${alias}.translation_key = o.translation_key and ${alias}.id <> o.id ${joins}
      where o.id = ${key} and ${visible(alias, viewing)} order by ${alias}.language, ${alias}.id`,
    finish: (rows) => rows,
  };
}

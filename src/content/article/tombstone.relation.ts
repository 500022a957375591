import { sql } from "kysely";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { ManyRelation, Row, Source } from "../reading/source.ts";
import { leavesTombstone } from "./vanish.commands.ts";

/** What remains of an article that is no longer there. */
export interface TombstoneRow extends Row {
  readonly uri: string;
  readonly at: string;
  readonly notice: Row;
}

const ARTICLE = "article:{}";
const BASE: Selection = {
  columns: ["at"],
  to: new Map([[ARTICLE, { name: "article", args: {}, selection: NOTHING }]]),
};

/** What remains of the withdrawn article that has or had a slug; null where it left nothing, or nobody ever saw it. */
export const tombstoneBySlug = (source: () => Source): ManyRelation<object, TombstoneRow | null> => ({
  name: "tombstone by slug",
  source,
  keyType: "text",
  base: () => BASE,
  ahead: () => undefined,
  shape: () => "",
  rows: ({ alias, joins, key }) => sql`from withdrawals as ${alias} ${joins} where ${alias}.article_id = (
    select holder.id from (
      select a.id, 1 as rank from articles as a where a.slug = ${key}
      union all
      select f.article_id, 0 from former_slugs as f where f.slug = ${key}
    ) as holder order by holder.rank desc limit 1) and ${leavesTombstone(alias)}`,
  finish([row]) {
    if (!row) return null;
    const { uri } = row[ARTICLE] as { uri: string };
    return { uri, at: String(row["at"]), notice: row };
  },
});

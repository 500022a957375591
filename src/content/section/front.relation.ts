import { sql } from "kysely";
import { pageOf } from "../paging/page.ts";
import type { Selection } from "../reading/selection.ts";
import type { ManyRelation, Row, Source } from "../reading/source.ts";
import { name } from "../reading/sql.ts";
import { visible } from "../visibility.ts";

export interface FrontArgs {
  readonly size: number;
}

/** @throws {GatewayError} PAGE_SIZE_INVALID */
export const frontArgs = ({ first }: { first?: number | null | undefined }): FrontArgs => ({
  size: pageOf({ first }, { list: "front", order: "rank" }).size,
});

/** A slot's story is always joined: a slot whose story is not visible is not there. */
const ARTICLE: Selection = {
  columns: [],
  to: new Map([["article:{}", { name: "article", args: {}, selection: { columns: ["headline"], to: new Map() } }]]),
};

/** A section's front: what the desk put there, then the latest of the section and those below it, each story once. */
export function front(source: () => Source): ManyRelation<FrontArgs, Row[]> {
  return {
    name: "front",
    source,
    keyType: "bigint",
    base: () => ARTICLE,
    ahead: () => undefined,
    shape: ({ size }) => String(size),
    rows({ alias, joins, key, args, viewing }) {
      const size = name(String(args.size));
      return sql`from (
          select s.position, s.article_id, s.headline, true as pinned, null::timestamptz as published_at from front_slots as s
          where s.section_id = ${key}
          union all
          select * from (
            select 32767, l.article_id, null, false, l.published_at from section_listings as l
            join articles as latest on latest.id = l.article_id and ${visible(sql`latest`, viewing)}
            where l.section_id = ${key} and l.published_at <= ${viewing.now}
              and not exists (select from front_slots as s where s.section_id = ${key} and s.article_id = l.article_id)
            order by l.published_at desc, l.article_id desc limit ${size}
          ) as topped_up
        ) as ${alias} ${joins} where true
        order by ${alias}.position, ${alias}.published_at desc, ${alias}.article_id desc limit ${size}`;
    },
    finish: (rows) =>
      rows.map((row, index) => {
        const article = row["article:{}"] as Row;
        return { ...row, position: index + 1, headline: row["headline"] ?? article["headline"] };
      }),
  };
}

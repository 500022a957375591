import { sql } from "kysely";
import { rowBy } from "../reading/row-by.relation.ts";
import type { ManyRelation, OneRelation, Row, Source } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { Viewing } from "../reading/viewing.ts";
import { pictured, visible } from "../visibility.ts";
import { useOf } from "./pictures.ts";

/** The picture that leads an article, with the words of its use there. */
export const leadPicture = (source: () => Source): OneRelation => ({
  source,
  isOptional: true,
  join({ from, to }) {
    const use = useOf(to);
    return sql`left join images as ${to} on ${to}.id = ${from}.lead_image_id
      left join article_images as ${use} on ${use}.article_id = ${from}.id and ${use}.image_id = ${from}.lead_image_id`;
  },
});

/** An article's pictures by URL, with the words of their use there: for who has read of them in its body, whose part they are. */
export function picturesOf(source: () => Source): ManyRelation<object, ReadonlyMap<string, Row>> {
  return {
    name: "pictures",
    source,
    keyType: "bigint",
    ahead: () => undefined,
    shape: () => "",
    rows({ alias, joins, key }) {
      const use = useOf(alias);
      return sql`from article_images as ${use} join images as ${alias} on ${alias}.id = ${use}.image_id ${joins}
        where ${use}.article_id = ${key}`;
    },
    finish: (rows) => new Map(rows.map((row) => [String(row["url"]), row])),
  };
}

/**
 * A picture without a story that leads to it has the words of its earliest use that may be seen: by the story's
 * publication, then its id. Readers find it once there is such a use, the desk whether it is used or not.
 */
export const pictureById = (source: () => Source): ManyRelation<object, Row | null> => ({
  ...rowBy(source, { column: "id", type: "bigint" }),
  name: "picture by id",
  rows({ alias, joins, key, viewing }) {
    const use = earliestUse(alias, viewing);
    const isOpen = viewing.view === "DESK" && !viewing.licence;
    // An aggregate of none is a row, too.
    const words = isOpen
      ? sql`select coalesce(max(alt), '') as alt, max(caption) as caption, max(credit) as credit from (${use}) as only_one`
      : use;
    return sql`from images as ${alias} cross join lateral (${words}) as ${useOf(alias)} ${joins} where ${alias}.id = ${key}`;
  },
});

/** The first story's use of a picture that may be seen: its words there. */
export function earliestUse(picture: Sql, viewing: Viewing): Sql {
  const shown = name("shown");
  return sql`select u.alt, u.caption, u.credit from article_images as u join articles as ${shown} on ${shown}.id = u.article_id
    where u.image_id = ${picture}.id and ${visible(shown, viewing)} and ${pictured(sql`u`, shown, viewing)}
    order by ${shown}.published_at, ${shown}.id limit 1`;
}

import { sql } from "kysely";
import { earliestUse } from "./image/pictures.relation.ts";
import type { RowsQuery } from "./reading/source.ts";
import { name, type Sql } from "./reading/sql.ts";
import { visible } from "./visibility.ts";

/*
 * Who has met what is known from stories: readers a person, a tag or a storyline once there is a story of theirs to be
 * seen; of a picture in a body, to be read. The desk has met all.
 */

type Met = Pick<RowsQuery<unknown>, "alias" | "viewing">;

const shown = name("shown");

const isIn =
  (links: string, column: string) =>
  ({ alias, viewing }: Met): Sql =>
    viewing.view === "DESK"
      ? sql`true`
      : sql`exists (select from ${name(links)} as l join articles as ${shown} on ${shown}.id = l.article_id
          where l.${name(column)} = ${alias}.id and ${visible(shown, viewing)})`;

export const isTagged = isIn("taggings", "tag_id");
export const hasWorked = isIn("contributions", "contributor_id");

export function isTold({ alias, viewing }: Met): Sql {
  return sql`exists (select from storyline_entries as e join articles as ${shown} on ${shown}.id = e.article_id
    where e.storyline_id = ${alias}.id and ${visible(shown, viewing)})`;
}

/** One that no story shows is open to who may read every body. */
export const isPictured = ({ alias, viewing }: Met): Sql =>
  viewing.view === "DESK" && !viewing.licence ? sql`true` : sql`exists (${earliestUse(alias, viewing)})`;

/** Sections are met for good: a first story of theirs is enough. */
export const isSectionMet = ({ alias, viewing }: Met): Sql =>
  viewing.view === "DESK" ? sql`true` : sql`${alias}.visible_from <= ${viewing.now}`;

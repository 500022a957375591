import { sql } from "kysely";
import { pictureById } from "./image/pictures.relation.ts";
import { nameList } from "./paging/name-list.relation.ts";
import { rowBy } from "./reading/row-by.relation.ts";
import type { RowsQuery } from "./reading/source.ts";
import { name, type Sql } from "./reading/sql.ts";
import { contributors, pictures, tags } from "./sources.ts";
import { visible } from "./visibility.ts";

/*
 * Ways to what is known from stories: readers meet a person, a tag or a picture once there is a story of theirs to be
 * seen; of a picture in a body, to be read. The desk meets all.
 */

type Seen = Pick<RowsQuery<unknown>, "alias" | "viewing">;

const shown = name("shown");

const isIn =
  (links: string, column: string) =>
  ({ alias, viewing }: Seen): Sql =>
    viewing.view === "DESK"
      ? sql`true`
      : sql`exists (select from ${name(links)} as l join articles as ${shown} on ${shown}.id = l.article_id
          where l.${name(column)} = ${alias}.id and ${visible(shown, viewing)})`;

const isTagged = isIn("taggings", "tag_id");
const hasWorked = isIn("contributions", "contributor_id");

export const tagById = rowBy(() => tags, { column: "id", type: "bigint" }, isTagged);
export const tagBySlug = rowBy(() => tags, { column: "slug", type: "text" }, isTagged);
export const tagsByName = nameList(() => tags, isTagged);
export const contributorById = rowBy(() => contributors, { column: "id", type: "bigint" }, hasWorked);
export const contributorBySlug = rowBy(() => contributors, { column: "slug", type: "text" }, hasWorked);
export const contributorsByName = nameList(() => contributors, hasWorked);
export const imageById = pictureById(() => pictures);

import { sql } from "kysely";
import { nameList } from "./paging/name-list.relation.ts";
import { rowBy } from "./reading/row-by.relation.ts";
import type { RowsQuery } from "./reading/source.ts";
import { name, type Sql } from "./reading/sql.ts";
import type { Viewing } from "./reading/viewing.ts";
import { contributors, images, tags } from "./sources.ts";
import { licensed, visible } from "./visibility.ts";

/*
 * Ways to what is known from stories: readers meet a person, a tag or a picture once there is a story of theirs to be
 * seen; of a picture in a body, to be read. The desk meets all.
 */

type Seen = Pick<RowsQuery<unknown>, "alias" | "viewing">;

const shown = name("shown");

const isIn =
  (links: string, column: string, isRead?: (viewing: Viewing) => Sql) =>
  ({ alias, viewing }: Seen): Sql =>
    viewing.view === "DESK" && !(isRead && viewing.licence)
      ? sql`true`
      : sql`exists (select from ${name(links)} as l join articles as ${shown} on ${shown}.id = l.article_id
          where l.${name(column)} = ${alias}.id and ${visible(shown, viewing)}${isRead ? sql` and ${isRead(viewing)}` : sql``})`;

const isTagged = isIn("taggings", "tag_id");
const hasWorked = isIn("contributions", "contributor_id");
const isPictured = isIn(
  "article_images",
  "image_id",
  (viewing) => sql`(l.image_id = ${shown}.lead_image_id or ${licensed(shown, viewing)})`,
);

export const tagById = rowBy(() => tags, { column: "id", type: "bigint" }, isTagged);
export const tagBySlug = rowBy(() => tags, { column: "slug", type: "text" }, isTagged);
export const tagsByName = nameList(() => tags, isTagged);
export const contributorById = rowBy(() => contributors, { column: "id", type: "bigint" }, hasWorked);
export const contributorBySlug = rowBy(() => contributors, { column: "slug", type: "text" }, hasWorked);
export const contributorsByName = nameList(() => contributors, hasWorked);
export const imageById = rowBy(() => images, { column: "id", type: "bigint" }, isPictured);
/** For who has read of it in a body: of that, the picture is a part. */
export const imageByUrl = rowBy(() => images, { column: "url", type: "text" });

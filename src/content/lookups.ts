import { nameList } from "./paging/name-list.relation.ts";
import { rowBy } from "./reading/row-by.relation.ts";
import { contributors, images, tags } from "./sources.ts";

/** Ways to a row, and to the lists, of what has no visibility of its own. */
export const tagById = rowBy(() => tags, { column: "id", type: "bigint" });
export const tagBySlug = rowBy(() => tags, { column: "slug", type: "text" });
export const contributorById = rowBy(() => contributors, { column: "id", type: "bigint" });
export const contributorBySlug = rowBy(() => contributors, { column: "slug", type: "text" });
export const imageById = rowBy(() => images, { column: "id", type: "bigint" });
export const imageByUrl = rowBy(() => images, { column: "url", type: "text" });
export const tagsByName = nameList(() => tags);
export const contributorsByName = nameList(() => contributors);

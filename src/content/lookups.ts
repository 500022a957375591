import { pictureById } from "./image/pictures.relation.ts";
import { hasWorked, isTagged } from "./met.ts";
import { nameList } from "./paging/name-list.relation.ts";
import { rowBy } from "./reading/row-by.relation.ts";
import { contributors, pictures, tags } from "./sources.ts";

/* Ways to what is known from stories, for who has met it. */

export const tagById = rowBy(() => tags, { column: "id", type: "bigint" }, isTagged);
export const tagBySlug = rowBy(() => tags, { column: "slug", type: "text" }, isTagged);
export const tagsByName = nameList(() => tags, isTagged);
export const contributorById = rowBy(() => contributors, { column: "id", type: "bigint" }, hasWorked);
export const contributorBySlug = rowBy(() => contributors, { column: "slug", type: "text" }, hasWorked);
export const contributorsByName = nameList(() => contributors, hasWorked);
export const imageById = pictureById(() => pictures);

/** The newsroom's vocabularies, for the layer above. */
export {
  CONTRIBUTION_ROLES,
  PLACEMENTS,
  RELATION_KINDS,
  RELATION_ORIGINS,
  REPRESENTATIONS,
  TAG_KINDS,
} from "../database/vocabulary.ts";

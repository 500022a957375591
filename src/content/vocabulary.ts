/** The newsroom's vocabularies, for the layer above. */
export {
  CONTRIBUTION_ROLES,
  CORRECTION_KINDS,
  ENTITY_TYPES,
  PLACEMENTS,
  RELATION_KINDS,
  RELATION_ORIGINS,
  REPRESENTATIONS,
  STORYLINE_STATUSES,
  TAG_KINDS,
  TOLD_KINDS,
  WITHDRAWAL_KINDS,
  type EntityType,
} from "../database/vocabulary.ts";
export { REASON_CODES } from "./suggestion/reasons.rules.ts";

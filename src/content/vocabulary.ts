/** The newsroom's vocabularies, for the layer above. */
export {
  CHANGE_KINDS,
  CONTRIBUTION_ROLES,
  CORRECTION_KINDS,
  PLACEMENTS,
  RELATION_KINDS,
  RELATION_ORIGINS,
  REPRESENTATIONS,
  STORYLINE_STATUSES,
  TAG_KINDS,
  WITHDRAWAL_KINDS,
} from "../database/vocabulary.ts";
export { REASON_CODES } from "./suggestion/reasons.rules.ts";

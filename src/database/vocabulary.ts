/** The closed vocabularies of the newsroom, in their order of display. Stored as PostgreSQL enums of the same names. */
export const ARTICLE_STATUSES = ["DRAFT", "PUBLISHED", "WITHDRAWN"] as const;
/** What the source says of a story, as ninjs's pubStatus does. */
export const SOURCE_STATUSES = ["USABLE", "WITHHELD", "CANCELED"] as const;
/** What the desk says of one. PENDING: it came without leave to be published, and the desk has yet to decide. */
export const DESK_STATUSES = ["PENDING", "DRAFT", "PUBLISHED", "UNPUBLISHED", "WITHDRAWN"] as const;
/** How a source holds a story back. */
export const HOLDS = ["WITHHELD", "CANCELED", "EMBARGOED"] as const;
export const REPRESENTATIONS = ["FULL", "PARTIAL"] as const;
export const CONTRIBUTION_ROLES = [
  "AUTHOR",
  "PHOTOGRAPHER",
  "EDITOR",
  "TRANSLATOR",
  "CORRESPONDENT",
  "AGENCY",
] as const;
export const TAG_KINDS = ["TOPIC", "PERSON", "ORGANISATION", "PLACE", "EVENT"] as const;
export const RELATION_KINDS = [
  "READ_ALSO",
  "BACKGROUND",
  "FOLLOW_UP",
  "ANALYSIS",
  "EXPLAINER",
  "LIVE",
  "UPDATE_OF",
  "CORRECTS",
  "SAME_EVENT",
  "SIMILAR",
] as const;
export const RELATION_ORIGINS = ["EDITOR", "IMPORT", "STORYLINE", "ALGORITHM"] as const;
/** In reading order: lists of related stories sort by it. */
export const PLACEMENTS = ["INLINE", "SIDEBAR", "END"] as const;

export const CORRECTION_KINDS = ["CORRECTION", "CLARIFICATION", "UPDATE", "RETRACTION"] as const;
export const WITHDRAWAL_KINDS = ["KILL", "RETRACTION", "LEGAL", "PRIVACY", "EMBARGO_BREACH", "DUPLICATE"] as const;
/** Of what is withdrawn for these strangers learn nothing; all others leave a tombstone. */
export const VANISHING_KINDS = ["LEGAL", "PRIVACY", "EMBARGO_BREACH"] as const satisfies WithdrawalKind[];

export const CHANGE_KINDS = ["PUBLISHED", "UPDATED", "CORRECTED", "WITHDRAWN", "DELETED", "RELATIONS_CHANGED"] as const;
/** As they are told: of a story that a follower's filter does not let through any more, LEFT. */
export const TOLD_KINDS = [...CHANGE_KINDS, "LEFT"] as const;
/** Those that say that something is to be removed. */
export const REMOVAL_KINDS = ["WITHDRAWN", "DELETED", "LEFT"] as const satisfies ToldKind[];
/** What the change log tells of. */
export const ENTITY_TYPES = ["ARTICLE", "SECTION", "TAG", "CONTRIBUTOR", "IMAGE", "STORYLINE"] as const;
export const STORYLINE_STATUSES = ["ACTIVE", "CLOSED"] as const;

export type ArticleStatus = (typeof ARTICLE_STATUSES)[number];
export type SourceStatus = (typeof SOURCE_STATUSES)[number];
export type DeskStatus = (typeof DESK_STATUSES)[number];
export type Hold = (typeof HOLDS)[number];
export type Representation = (typeof REPRESENTATIONS)[number];
export type ContributionRole = (typeof CONTRIBUTION_ROLES)[number];
export type TagKind = (typeof TAG_KINDS)[number];
export type RelationKind = (typeof RELATION_KINDS)[number];
export type RelationOrigin = (typeof RELATION_ORIGINS)[number];
export type StorylineStatus = (typeof STORYLINE_STATUSES)[number];
export type Placement = (typeof PLACEMENTS)[number];
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];
export type WithdrawalKind = (typeof WITHDRAWAL_KINDS)[number];
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export type ToldKind = (typeof TOLD_KINDS)[number];
export type EntityType = (typeof ENTITY_TYPES)[number];

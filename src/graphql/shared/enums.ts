import { registerEnumType } from "type-graphql";
import { INGEST_FORMATS } from "../desk/ingest-door.ts";
import { ARTICLE_STATUSES } from "../../content/article/lifecycle.rules.ts";
import { HOLD_CODES } from "../../content/article/visibility.rules.ts";
import { STORIES_WITHOUT_PLACE } from "../../content/desk/article-patch.ts";
import { PROBLEM_CODES } from "../../content/problem.ts";
import { FACET_FIELDS } from "../../content/search/facets.relation.ts";
import {
  CONTRIBUTION_ROLES,
  CORRECTION_KINDS,
  ENTITY_TYPES,
  PLACEMENTS,
  REASON_CODES,
  RELATION_KINDS,
  RELATION_ORIGINS,
  REPRESENTATIONS,
  STORYLINE_STATUSES,
  TAG_KINDS,
  TOLD_KINDS,
  WITHDRAWAL_KINDS,
} from "../../content/vocabulary.ts";

interface EnumConfig<Name extends string> {
  name: string;
  description: string;
  /** Descriptions of values. */
  values?: Partial<Record<Name, string>>;
}

/** A GraphQL enum whose values are their own names. */
function enumOf<const Name extends string>(
  names: readonly Name[],
  { values: described = {}, ...config }: EnumConfig<Name>,
) {
  const values = Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };
  const valuesConfig = Object.fromEntries(
    Object.entries(described).map(([name, description]) => [name, { description }]),
  ) as Partial<Record<Name, { description: string }>>;
  registerEnumType(values, { ...config, valuesConfig });
  return values;
}

export const Representation = enumOf(REPRESENTATIONS, {
  name: "Representation",
  description: "ninjs representationType: PARTIAL is a story we hold only the headline of.",
});
export const ContributionRole = enumOf(CONTRIBUTION_ROLES, {
  name: "ContributionRole",
  description: "What someone did for a story.",
});
export const TagKind = enumOf(TAG_KINDS, { name: "TagKind", description: "What a tag names." });
export const RelationKind = enumOf(RELATION_KINDS, {
  name: "RelationKind",
  description: "What the other story is to this one.",
});
export const RelationOrigin = enumOf(RELATION_ORIGINS, { name: "RelationOrigin", description: "Who drew the edge." });
export const ReasonCode = enumOf(REASON_CODES, { name: "ReasonCode", description: "Why a story is suggested." });
export const Placement = enumOf(PLACEMENTS, { name: "Placement", description: "Where on the page the edge stands." });
export const RelationDirection = enumOf(["OUTGOING", "INCOMING"], {
  name: "RelationDirection",
  description: "The stories this one points to, or those that point to it.",
});
export const StorylineStatus = enumOf(STORYLINE_STATUSES, {
  name: "StorylineStatus",
  description: "CLOSED: no more is expected of it.",
});
export const StorylineOrder = enumOf(["EDITORIAL", "CHRONOLOGICAL"], {
  name: "StorylineOrder",
  description: "The editor's order, or that of publication, oldest first.",
});
export const Ordering = enumOf(["SECTION", "STORYLINE", "ALL"], {
  name: "Ordering",
  description: "Among which stories: those of the very section, of the storyline (the first by title), or all.",
});
export const Direction = enumOf(["ASC", "DESC"], { name: "Direction", description: "Oldest or newest first." });
export const ArticleOrderField = enumOf(["PUBLISHED", "UPDATED"], {
  name: "ArticleOrderField",
  description: "By which time a list of articles sorts.",
});
export const ParagraphRole = enumOf(["BODY", "LEAD", "LEAD_IN"], {
  name: "ParagraphRole",
  description: "LEAD opens the story; LEAD_IN announces what follows it.",
});
export const BlockType = enumOf(
  ["PARAGRAPH", "HEADING", "LIST", "QUOTE", "IMAGE", "RELATED_STORY", "EMBED", "TABLE", "DIVIDER"],
  {
    name: "BlockType",
    description: "The kinds of body block.",
  },
);
export const AccessDecision = enumOf(["GRANTED", "DENIED_LICENCE", "DENIED_SCOPE"], {
  name: "AccessDecision",
  description: "Whether the caller may read it, or why not.",
  values: {
    DENIED_LICENCE: "Its section is not in the caller's licence.",
    DENIED_SCOPE: "The caller's key has not the scope content:read.",
  },
});
export const ArticleStatus = enumOf(ARTICLE_STATUSES, {
  name: "ArticleStatus",
  description: "SCHEDULED becomes PUBLISHED when its time and the end of its embargo are there; WITHDRAWN is final.",
});
export const CorrectionKind = enumOf(CORRECTION_KINDS, {
  name: "CorrectionKind",
  description: "What readers are told was done.",
});
export const WithdrawalKind = enumOf(WITHDRAWAL_KINDS, {
  name: "WithdrawalKind",
  description:
    "Why a published story was taken back. KILL, RETRACTION and DUPLICATE leave a tombstone at its paths and in the log. LEGAL, PRIVACY and EMBARGO_BREACH vanish: to readers nothing is at its paths, which other stories may take, and followers of the log are given its id to remove, without a tombstone.",
  values: {
    KILL: "It must not be published. Leaves a tombstone; so does what its source cancels.",
    RETRACTION: "It does not hold. Leaves a tombstone.",
    LEGAL: "A court or the law demands it. Vanishes.",
    PRIVACY: "To protect someone. Vanishes.",
    EMBARGO_BREACH: "It was out too early. Vanishes.",
    DUPLICATE: "It was there twice. Leaves a tombstone.",
  },
});
export const IngestFormat = enumOf(INGEST_FORMATS, { name: "IngestFormat", description: "What a document is." });
export const IngestOutcome = enumOf(["CREATED", "UPDATED", "UNCHANGED", "STALE", "REJECTED"], {
  name: "IngestOutcome",
  description: "STALE: what we have is newer; nothing was written.",
});
export const HoldAuthor = enumOf(["SOURCE", "DESK"], {
  name: "HoldAuthor",
  description: "A story's two authors: neither lifts what the other holds back.",
});
export const HoldCode = enumOf(HOLD_CODES, {
  name: "HoldCode",
  description: "What holds a story back: its source, the desk, or a moment to come.",
});
export const ProblemCode = enumOf(PROBLEM_CODES, { name: "ProblemCode", description: "Why a write was refused." });
export const StoriesWithoutPlace = enumOf(STORIES_WITHOUT_PLACE, {
  name: "StoriesWithoutPlace",
  description:
    "What becomes of inline stories for which a new body has no place. MOVE_TO_END: they are listed last at the end of the story, of the same kind, with their label. REMOVE: they are no longer related.",
});
export const ViewerKind = enumOf(["ANONYMOUS", "API_KEY"], {
  name: "ViewerKind",
  description: "Anyone at all, or the holder of a key.",
});
export const View = enumOf(["PUBLIC", "DESK"], {
  name: "View",
  description: "What readers see, or the whole newsroom, drafts and withdrawn stories included.",
});
export const SearchOrder = enumOf(["RELEVANCE", "NEWEST"], {
  name: "SearchOrder",
  description: "Best first, or newest first.",
});
export const FacetField = enumOf(FACET_FIELDS, { name: "FacetField", description: "What stories have in common." });
export const CountRelation = enumOf(["EXACT", "AT_LEAST"], {
  name: "CountRelation",
  description: "AT_LEAST above the cap of counting.",
});
export const ChangeKind = enumOf(TOLD_KINDS, {
  name: "ChangeKind",
  description:
    "PUBLISHED: it is there now, for the first time or again. WITHDRAWN, DELETED: it is no longer. RELATIONS_CHANGED: what it shows of other stories changed, and nothing else. LEFT: it is there, and the filter lets it through no more.",
});
export const EntityType = enumOf(ENTITY_TYPES, {
  name: "EntityType",
  description: "What the change log tells of: stories, and what stories share.",
});

import { registerEnumType } from "type-graphql";
import {
  CONTRIBUTION_ROLES,
  PLACEMENTS,
  RELATION_KINDS,
  RELATION_ORIGINS,
  REPRESENTATIONS,
  TAG_KINDS,
} from "../../content/vocabulary.ts";

/** A GraphQL enum whose values are their own names. */
function enumOf<const Name extends string>(names: readonly Name[], config: { name: string; description: string }) {
  const values = Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };
  registerEnumType(values, config);
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
export const Placement = enumOf(PLACEMENTS, { name: "Placement", description: "Where on the page the edge stands." });
export const RelationDirection = enumOf(["OUTGOING", "INCOMING"], {
  name: "RelationDirection",
  description: "The stories this one points to, or those that point to it.",
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
export const CountRelation = enumOf(["EXACT", "AT_LEAST"], {
  name: "CountRelation",
  description: "AT_LEAST above the cap of counting.",
});

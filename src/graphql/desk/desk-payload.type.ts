import { Field, Int, ObjectType } from "type-graphql";
import { SectionType } from "../section/section.type.ts";
import { IngestOutcome } from "../shared/enums.ts";
import { PayloadInterface, ProblemType } from "./problem.type.ts";

@ObjectType("ArticlePayload", { implements: PayloadInterface, simpleResolvers: true })
export class ArticlePayloadType extends PayloadInterface {
  @Field(() => [String], { description: "What a cache has to drop: see Change.cacheTags." })
  declare purgedTags: readonly string[];

  /** Of the article written. */
  declare articleId: number | null;
}

@ObjectType("FrontPayload", { implements: PayloadInterface, simpleResolvers: true })
export class FrontPayloadType extends PayloadInterface {
  @Field(() => SectionType, { nullable: true, description: "Null where there are problems." })
  declare section: SectionType | null;

  @Field(() => [String], { description: "What a cache has to drop: see Change.cacheTags." })
  declare purgedTags: readonly string[];
}

@ObjectType("IngestItem", { description: "What became of one item of a document.", simpleResolvers: true })
export class IngestItemType {
  @Field(() => Int, { description: "Its place in the document, from 0." })
  declare index: number;

  @Field(() => IngestOutcome)
  declare outcome: keyof typeof IngestOutcome;

  @Field(() => [ProblemType], {
    description:
      "What was wrong with it; paths lead into the item. It was rejected, unless it said that its story is canceled, withheld or embargoed: that took effect, and a note says so.",
  })
  declare problems: readonly ProblemType[];

  @Field(() => [String], { description: "What was inferred rather than read, and what was not kept." })
  declare notes: readonly string[];

  declare articleId: number | null;
}

@ObjectType("IngestPayload", { implements: PayloadInterface, simpleResolvers: true })
export class IngestPayloadType extends PayloadInterface {
  @Field(() => [IngestItemType], { description: "In the document's order; none where there are problems." })
  declare items: readonly IngestItemType[];
}

import { Field, ID, InputType, Int } from "type-graphql";
import { RelationKind } from "../shared/enums.ts";
import { HTML, Locale } from "../shared/scalars.ts";

@InputType("ArticlePatch", { description: "What is left out stays as it is; null clears it." })
export class ArticlePatchInput {
  @Field(() => String, { nullable: true, description: "The old one still finds the article." })
  declare slug?: string | null;

  @Field(() => String, { nullable: true })
  declare headline?: string | null;

  @Field(() => String, { nullable: true })
  declare kicker?: string | null;

  @Field(() => String, { nullable: true, description: "Plain text." })
  declare standfirst?: string | null;

  @Field(() => String, { nullable: true })
  declare dateline?: string | null;

  @Field(() => String, { nullable: true })
  declare byline?: string | null;

  @Field(() => [ID], { nullable: true, description: "In the order of the byline. Who is new is an AUTHOR." })
  declare contributorIds?: string[] | null;

  @Field(() => ID, { nullable: true })
  declare sectionId?: string | null;

  @Field(() => [ID], { nullable: true })
  declare tagIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: "Without one, the body's first picture leads." })
  declare leadImageId?: string | null;

  @Field(() => HTML, {
    nullable: true,
    description:
      '`<aside data-association="inline-1"></aside>` keeps a place for a related story; one that stands inline keeps its own by its name there, or by a link to it in a box.',
  })
  declare bodyHtml?: string | null;

  @Field(() => Int, { nullable: true, description: "IPTC urgency, 1 (highest) to 9." })
  declare urgency?: number | null;

  @Field(() => String, { nullable: true })
  declare copyrightHolder?: string | null;

  @Field(() => String, { nullable: true })
  declare copyrightNotice?: string | null;

  @Field(() => String, { nullable: true })
  declare usageTerms?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Others may publish it, too." })
  declare syndicatable?: boolean | null;
}

@InputType("ArticleInput")
export class ArticleInputType extends ArticlePatchInput {
  @Field(() => String, { nullable: true, description: "Its stable global identifier; one is made unless given." })
  declare uri?: string | null;

  @Field(() => String)
  declare headline: string;

  @Field(() => Locale)
  declare language: string;
}

@InputType("RelatedInput")
export class RelatedInputType {
  @Field(() => ID)
  declare articleId: string;

  @Field(() => RelationKind, { defaultValue: "READ_ALSO" })
  declare kind: keyof typeof RelationKind;

  @Field(() => String, { nullable: true, description: "The editor's words; the default of kind unless given." })
  declare label?: string | null;
}

@InputType("FrontSlotInput")
export class FrontSlotInputType {
  @Field(() => ID)
  declare articleId: string;

  @Field(() => String, { nullable: true, description: "The editor's words; the article's own unless given." })
  declare headline?: string | null;
}

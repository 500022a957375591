import { ArgsType, Field, ID, Int } from "type-graphql";
import { CorrectionKind, IngestFormat, Placement, StoriesWithoutPlace, WithdrawalKind } from "../shared/enums.ts";
import { DateTime } from "../shared/scalars.ts";
import { ArticlePatchInput, FrontSlotInputType, RelatedInputType } from "./article.input.ts";

const IF_VERSION = "Refused with VERSION_CONFLICT unless this is the article's version.";

@ArgsType()
export class ArticleArgs {
  @Field(() => ID)
  declare id: string;

  @Field(() => Int, { nullable: true, description: IF_VERSION })
  declare ifVersion?: number | null;
}

@ArgsType()
export class UpdateArticleArgs extends ArticleArgs {
  @Field(() => ArticlePatchInput)
  declare patch: ArticlePatchInput;

  @Field(() => StoriesWithoutPlace, {
    defaultValue: "REFUSE",
    description:
      "What becomes of stories that stand inline now, where patch.bodyHtml has no place for them. Refused with NO_PLACE unless said: no story is lost by saving a text.",
  })
  declare storiesWithoutPlace: keyof typeof StoriesWithoutPlace;
}

@ArgsType()
export class PublishArticleArgs extends ArticleArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: "Now unless given. One to come schedules it, one in the past dates it back.",
  })
  declare at?: string | null;

  @Field(() => DateTime, { nullable: true, description: "Left out: as it was. Null: none." })
  declare embargoUntil?: string | null;
}

@ArgsType()
export class CorrectArticleArgs extends UpdateArticleArgs {
  @Field(() => CorrectionKind)
  declare kind: keyof typeof CorrectionKind;

  @Field(() => String, { description: "What readers are told." })
  declare note: string;
}

@ArgsType()
export class WithdrawArticleArgs extends ArticleArgs {
  @Field(() => WithdrawalKind)
  declare kind: keyof typeof WithdrawalKind;

  @Field(() => String, {
    nullable: true,
    description: "What readers are told, if anything; nothing of kinds that vanish.",
  })
  declare publicText?: string | null;

  @Field(() => String, { description: "Why, for the newsroom's record; shown nowhere." })
  declare reason: string;

  @Field(() => ID, { nullable: true, description: "The story to read instead." })
  declare replacementId?: string | null;
}

@ArgsType()
export class SettleFromSourceArgs extends ArticleArgs {
  @Field(() => [String], {
    description: "Names of PendingField. These are the source's again; all others are left as the desk wrote them.",
  })
  declare take: string[];
}

@ArgsType()
export class SetRelatedArgs {
  @Field(() => ID)
  declare articleId: string;

  @Field(() => Placement)
  declare placement: keyof typeof Placement;

  @Field(() => [RelatedInputType], { description: "In order; at most 100." })
  declare items: RelatedInputType[];

  @Field(() => Int, { nullable: true, description: IF_VERSION })
  declare ifVersion?: number | null;
}

@ArgsType()
export class SetFrontArgs {
  @Field(() => ID)
  declare sectionId: string;

  @Field(() => [FrontSlotInputType], { description: "In order; at most 100." })
  declare slots: FrontSlotInputType[];
}

@ArgsType()
export class IngestArgs {
  @Field(() => IngestFormat)
  declare format: keyof typeof IngestFormat;

  @Field(() => String, { description: "At most 500 items." })
  declare document: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "False: what is new waits as a draft, and what is published stays so.",
  })
  declare publish: boolean | null;

  @Field(() => Boolean, { defaultValue: false, description: "Everything is tried and nothing is kept." })
  declare dryRun: boolean | null;
}

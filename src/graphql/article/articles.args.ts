import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ArticleOrderField, ArticleStatus, Direction } from "../shared/enums.ts";
import { PageArgs } from "../shared/page.args.ts";
import { DateTime, Locale } from "../shared/scalars.ts";

@InputType("DateRange")
export class DateRangeInput {
  @Field(() => DateTime, { nullable: true, description: "Inclusive." })
  declare from?: string | null;

  @Field(() => DateTime, { nullable: true, description: "Exclusive." })
  declare to?: string | null;
}

@InputType("ArticleFilter", { description: "Every part narrows." })
export class ArticleFilterInput {
  @Field(() => [ID], { nullable: true, description: "With the sections below them." })
  declare sections?: string[] | null;

  @Field(() => [ID], { nullable: true })
  declare tags?: string[] | null;

  @Field(() => [ID], { nullable: true })
  declare contributors?: string[] | null;

  @Field(() => [ID], { nullable: true })
  declare storylines?: string[] | null;

  @Field(() => DateRangeInput, { nullable: true })
  declare published?: DateRangeInput | null;

  @Field(() => DateRangeInput, { nullable: true })
  declare updated?: DateRangeInput | null;

  @Field(() => [Locale], { nullable: true })
  declare languages?: string[] | null;

  @Field(() => Boolean, { nullable: true })
  declare hasImage?: boolean | null;

  @Field(() => Int, { nullable: true, description: "At least as urgent: 1 is the highest." })
  declare urgencyAtMost?: number | null;

  @Field(() => [ID], { nullable: true })
  declare excludeIds?: string[] | null;

  @Field(() => [ArticleStatus], {
    nullable: true,
    description: "For the desk's view: readers meet PUBLISHED only, whatever is asked.",
  })
  declare status?: (keyof typeof ArticleStatus)[] | null;
}

@InputType("ArticleOrder")
export class ArticleOrderInput {
  @Field(() => ArticleOrderField, { defaultValue: "PUBLISHED" })
  declare field: keyof typeof ArticleOrderField;

  @Field(() => Direction, { defaultValue: "DESC" })
  declare direction: keyof typeof Direction;
}

@ArgsType()
export class ArticlesArgs extends PageArgs {
  @Field(() => ArticleFilterInput, { nullable: true })
  declare filter?: ArticleFilterInput | null;

  @Field(() => ArticleOrderInput, { nullable: true, description: "Newest first unless said." })
  declare orderBy?: ArticleOrderInput | null;
}

@ArgsType()
export class SectionArticlesArgs extends ArticlesArgs {
  @Field(() => Boolean, { defaultValue: true, description: "Those of the sections below, too." })
  declare includeDescendants: boolean;
}

import { ArgsType, Field, ID } from "type-graphql";

@ArgsType()
export class IdOrSlugArgs {
  @Field(() => ID, { nullable: true })
  declare id?: string | null;

  @Field(() => String, { nullable: true })
  declare slug?: string | null;
}

@ArgsType()
export class ArticleLookupArgs extends IdOrSlugArgs {
  @Field(() => String, { nullable: true })
  declare uri?: string | null;
}

@ArgsType()
export class SectionLookupArgs extends IdOrSlugArgs {
  @Field(() => String, { nullable: true, description: "Slugs from the root down: « monde/europe »." })
  declare path?: string | null;
}

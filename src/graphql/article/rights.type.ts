import { Field, ObjectType } from "type-graphql";

@ObjectType("Rights", { description: "Whose it is, and what others may do with it.", simpleResolvers: true })
export class RightsType {
  @Field(() => String, { nullable: true })
  declare copyrightHolder: string | null;

  @Field(() => String, { nullable: true })
  declare copyrightNotice: string | null;

  @Field(() => String, { nullable: true })
  declare usageTerms: string | null;

  @Field(() => Boolean, { description: "Others may publish it, too." })
  declare syndicatable: boolean;
}

import { Field, Int, ObjectType } from "type-graphql";
import { CountRelation } from "./enums.ts";

@ObjectType("PageInfo", { simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean)
  declare hasNextPage: boolean;

  @Field(() => Boolean)
  declare hasPreviousPage: boolean;

  @Field(() => String, { nullable: true })
  declare startCursor: string | null;

  @Field(() => String, { nullable: true })
  declare endCursor: string | null;
}

@ObjectType("Count", {
  description: "Asked for separately so that nobody pays for a count unasked.",
  simpleResolvers: true,
})
export class CountType {
  @Field(() => Int)
  declare value: number;

  @Field(() => CountRelation)
  declare relation: keyof typeof CountRelation;
}

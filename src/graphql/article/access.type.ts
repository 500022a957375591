import { Field, ObjectType } from "type-graphql";
import { AccessDecision } from "../shared/enums.ts";

@ObjectType("Access", { description: "What of an article the caller may read.", simpleResolvers: true })
export class AccessType {
  @Field(() => AccessDecision, {
    description:
      "Denied: `body` is null, and what is made from it is told nowhere: `summary` is the standfirst, or empty.",
  })
  declare body: keyof typeof AccessDecision;
}

import { Field, ObjectType } from "type-graphql";
import { AccessDecision } from "../shared/enums.ts";

@ObjectType("Access", { description: "What of an article the caller may read.", simpleResolvers: true })
export class AccessType {
  @Field(() => AccessDecision, {
    description: "DENIED_LICENCE: `body` is null, for its section is not in the licence.",
  })
  declare body: keyof typeof AccessDecision;
}

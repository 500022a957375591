import { Field, Float, ObjectType } from "type-graphql";
import { ReasonCode } from "../shared/enums.ts";

@ObjectType("RelationReason", { description: "Why a story is suggested beside another.", simpleResolvers: true })
export class RelationReasonType {
  @Field(() => ReasonCode)
  declare code: keyof typeof ReasonCode;

  @Field(() => Float, { description: "Its part of the score, 0 to 1; those of all reasons add up to it." })
  declare weight: number;

  /** Of what is shared: tags, a storyline, a section, a person. */
  declare names: readonly string[];
  /** Of the article that has the edge: a text is in it unless asked otherwise. */
  declare language: string;
}

import { Field, ObjectType } from "type-graphql";
import { URLScalar } from "../shared/scalars.ts";

@ObjectType("ShareLink", { description: "What a share button hands over.", simpleResolvers: true })
export class ShareLinkType {
  @Field(() => String)
  declare title: string;

  @Field(() => String, { description: "Headline and summary, at most 250 characters where the headline allows." })
  declare text: string;

  @Field(() => URLScalar)
  declare url: string;

  /** Of the article. */
  declare language: string;
}

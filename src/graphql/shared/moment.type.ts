import { Field, ObjectType } from "type-graphql";
import { DateTime } from "./scalars.ts";

@ObjectType("Moment", {
  description: "An instant, with the label a reader sees: « Aujourd'hui · 02:04 », « 22 novembre 2024 · 10:28 ».",
  simpleResolvers: true,
})
export class MomentType {
  @Field(() => DateTime)
  declare iso: string;

  /** Of the article: labels are in it unless asked otherwise. Read where a label is asked for. */
  declare language: string;
}

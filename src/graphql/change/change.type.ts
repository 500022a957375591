import { Field, Int, ObjectType } from "type-graphql";
import { ChangeKind } from "../shared/enums.ts";
import { DateTime } from "../shared/scalars.ts";

@ObjectType("Change", {
  description: "One change of one article, as the caller may know of it.",
  simpleResolvers: true,
})
export class ChangeType {
  @Field(() => String, { description: "Resumes right behind this change." })
  declare token: string;

  @Field(() => DateTime, { description: "When it was made; of a story that appears later, when it appeared." })
  declare at: string;

  @Field(() => ChangeKind)
  declare kind: keyof typeof ChangeKind;

  @Field(() => Int, { description: "The article's version that it made." })
  declare version: number;

  @Field(() => [String], {
    description: "Names of fields of Article, each once; none where the article is new or no longer there.",
  })
  declare changedFields: string[];

  @Field(() => [String], {
    description:
      "What a cache has to drop: ids of the article, its section and those above it, its tags and its people, those it had before included. Of a story that vanished, for who reads the log from its beginning: its own id.",
  })
  declare cacheTags: string[];
}

@ObjectType("ChangePage", { simpleResolvers: true })
export class ChangePageType {
  @Field(() => [ChangeType], { description: "In order; at most `first`, and sometimes none although there is more." })
  declare changes: ChangeType[];

  @Field(() => String, { description: "What to give as `since` next time." })
  declare nextToken: string;

  @Field(() => Boolean, { description: "Whether to ask again at once." })
  declare hasMore: boolean;
}

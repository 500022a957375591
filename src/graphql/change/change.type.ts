import { Field, Int, ObjectType } from "type-graphql";
import { Costs } from "../shared/costs.ts";
import { ChangeKind, EntityType } from "../shared/enums.ts";
import { DateTime } from "../shared/scalars.ts";

@ObjectType("Change", {
  description: "One change of a story, or of what stories share, as the caller may know of it.",
  simpleResolvers: true,
})
export class ChangeType {
  @Field(() => String, { description: "Resumes right behind this change." })
  declare token: string;

  @Field(() => DateTime, { description: "When it was made; of a story that appears later, when it appeared." })
  declare at: string;

  @Field(() => EntityType)
  declare entityType: keyof typeof EntityType;

  @Field(() => ChangeKind)
  declare kind: keyof typeof ChangeKind;

  @Field(() => Int, { description: "The article's version that it made; 0 of anything else." })
  declare version: number;

  @Field(() => [String], {
    description: "Names of fields of its type, each once; none where it is new or no longer there.",
  })
  declare changedFields: string[];

  @Field(() => [String], {
    description:
      "What a cache has to drop: its id; of a story also those of its section and the ones above it, its tags, its people, its pictures and its storylines, those it had before included. Of a story that vanished, for who reads the log from its beginning: its own id.",
  })
  declare cacheTags: string[];
}

@ObjectType("ChangePage", { simpleResolvers: true })
export class ChangePageType {
  @Field(() => [ChangeType], { description: "In order; at most `first`, and sometimes none although there is more." })
  @Costs({ weight: 2.5 })
  declare changes: ChangeType[];

  @Field(() => String, { description: "What to give as `since` next time." })
  declare nextToken: string;

  @Field(() => Boolean, { description: "Whether to ask again at once." })
  declare hasMore: boolean;
}

import { Field, ObjectType } from "type-graphql";
import { HoldAuthor, HoldCode } from "../shared/enums.ts";
import { DateTime, JSONScalar } from "../shared/scalars.ts";

@ObjectType("HoldReason", { description: "What holds a story back.", simpleResolvers: true })
export class HoldReasonType {
  @Field(() => HoldCode)
  declare code: keyof typeof HoldCode;

  @Field(() => HoldAuthor, { description: "Who can lift it." })
  declare by: keyof typeof HoldAuthor;

  @Field(() => DateTime, { nullable: true, description: "When it ends by itself; null: it does not." })
  declare until: string | null;

  @Field(() => String, { description: "One sentence, in English." })
  declare text: string;
}

@ObjectType("Visibility", { description: "Whether readers see a story, and why not.", simpleResolvers: true })
export class VisibilityType {
  @Field(() => Boolean, { description: "Readers see it now." })
  declare isPublic: boolean;

  @Field(() => [HoldReasonType], {
    description:
      "All that holds it back now, the source's first. Of a story that readers know from others only, what holds the whole of it back.",
  })
  declare because: readonly HoldReasonType[];
}

@ObjectType("PendingField", {
  description: "What the source has of a part that the desk wrote, or of a story that waits whole.",
  simpleResolvers: true,
})
export class PendingFieldType {
  @Field(() => String, { description: "Named as in ArticlePatch, but `body`; see `settleFromSource`." })
  declare field: string;

  @Field(() => JSONScalar, {
    nullable: true,
    description: "A text, a number, a list of names, a path of sections, or HTML; null: nothing, or not licensed.",
  })
  declare value: unknown;
}

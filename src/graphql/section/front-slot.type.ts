import { Field, Int, ObjectType } from "type-graphql";

@ObjectType("FrontSlot", { description: "A story on a section's front.", simpleResolvers: true })
export class FrontSlotType {
  @Field(() => Int, { description: "From 1." })
  declare position: number;

  @Field(() => Boolean, { description: "The desk put it there; the others are the latest." })
  declare pinned: boolean;

  @Field(() => String, { description: "The editor's words, or the article's own." })
  declare headline: string;
}

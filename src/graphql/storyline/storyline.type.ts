import { Field, Int, ObjectType } from "type-graphql";
import { NodeInterface } from "../node/node.type.ts";
import { PageInfoType } from "../shared/connection.type.ts";
import { StorylineStatus } from "../shared/enums.ts";

@ObjectType("Storyline", {
  description: "A story that goes on over many articles.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class StorylineType extends NodeInterface {
  @Field(() => String)
  declare slug: string;

  @Field(() => String)
  declare title: string;

  @Field(() => StorylineStatus)
  declare status: keyof typeof StorylineStatus;

  @Field(() => String, { nullable: true })
  declare summary: string | null;
}

@ObjectType("StorylineEntry", { description: "An article's place in a storyline.", simpleResolvers: true })
export class StorylineEntryType {
  @Field(() => Int, { description: "Within its storyline, from 1: in the editor's order, without gaps." })
  declare position: number;

  @Field(() => Boolean, { description: "A turn of the story, for timelines." })
  declare keyMoment: boolean;

  @Field(() => String, { nullable: true, description: "The editor's words for this moment." })
  declare caption: string | null;
}

@ObjectType("StorylineEdge", { simpleResolvers: true })
export class StorylineEdgeType {
  @Field(() => String)
  declare cursor: string;

  @Field(() => StorylineType)
  declare node: StorylineType;
}

@ObjectType("StorylineConnection", { simpleResolvers: true })
export class StorylineConnectionType {
  @Field(() => [StorylineEdgeType])
  declare edges: StorylineEdgeType[];

  @Field(() => [StorylineType])
  declare nodes: StorylineType[];

  @Field(() => PageInfoType)
  declare pageInfo: PageInfoType;
}

@ObjectType("StorylineEntryEdge", { simpleResolvers: true })
export class StorylineEntryEdgeType {
  @Field(() => String)
  declare cursor: string;

  @Field(() => StorylineEntryType)
  declare node: StorylineEntryType;
}

@ObjectType("StorylineEntryConnection", { simpleResolvers: true })
export class StorylineEntryConnectionType {
  @Field(() => [StorylineEntryEdgeType])
  declare edges: StorylineEntryEdgeType[];

  @Field(() => [StorylineEntryType])
  declare nodes: StorylineEntryType[];

  @Field(() => PageInfoType)
  declare pageInfo: PageInfoType;
}

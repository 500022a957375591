import { Field, Float, Int, ObjectType } from "type-graphql";
import { PageInfoType } from "../shared/connection.type.ts";
import { Placement, RelationKind, RelationOrigin } from "../shared/enums.ts";

@ObjectType("RelatedStoryEdge", { description: "One story pointing its readers at another.", simpleResolvers: true })
export class RelatedStoryEdgeType {
  @Field(() => RelationKind)
  declare kind: keyof typeof RelationKind;

  @Field(() => RelationOrigin)
  declare origin: keyof typeof RelationOrigin;

  @Field(() => Placement)
  declare placement: keyof typeof Placement;

  @Field(() => Int, { description: "Within its placement, from 1: in the editor's order, without gaps." })
  declare position: number;

  @Field(() => Float, { nullable: true, description: "0 to 1; null unless origin is ALGORITHM." })
  declare score: number | null;
}

@ObjectType("RelatedStoryConnection", { simpleResolvers: true })
export class RelatedStoryConnectionType {
  @Field(() => [RelatedStoryEdgeType])
  declare edges: RelatedStoryEdgeType[];

  @Field(() => PageInfoType)
  declare pageInfo: PageInfoType;
}

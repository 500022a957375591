import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { RelationKind } from "../shared/enums.ts";

@ObjectType("GraphEdge", { description: "An edge between two stories of a neighbourhood.", simpleResolvers: true })
export class GraphEdgeType {
  @Field(() => Int, { description: "Hops from the story asked, from 1, at which the edge is met." })
  declare depth: number;

  @Field(() => RelationKind)
  declare kind: keyof typeof RelationKind;
}

@ObjectType("RelatedGraph", { description: "Stories around one, and the edges between them.", simpleResolvers: true })
export class RelatedGraphType {
  @Field(() => Boolean, { description: "There are more stories within these hops, or more edges, than are given." })
  declare truncated: boolean;
}

@ArgsType()
export class NeighbourhoodArgs {
  @Field(() => Int, { defaultValue: 2, description: "Hops, 1 to 3." })
  declare depth: number;

  @Field(() => Int, { defaultValue: 50, description: "Stories, 1 to 200." })
  declare limit: number;

  @Field(() => [RelationKind], { nullable: true, description: "Of the edges to follow." })
  declare kinds?: (keyof typeof RelationKind)[] | null;
}

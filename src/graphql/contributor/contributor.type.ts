import { Field, Int, ObjectType } from "type-graphql";
import { NodeInterface } from "../node/node.type.ts";
import { PageInfoType } from "../shared/connection.type.ts";
import { ContributionRole } from "../shared/enums.ts";

@ObjectType("Contributor", {
  description: "Someone, or an agency, that makes stories.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class ContributorType extends NodeInterface {
  @Field(() => String)
  declare slug: string;

  @Field(() => String)
  declare name: string;

  @Field(() => String, { nullable: true, description: "Function in the newsroom." })
  declare title: string | null;
}

@ObjectType("Contribution", { simpleResolvers: true })
export class ContributionType {
  @Field(() => ContributionRole)
  declare role: keyof typeof ContributionRole;

  @Field(() => Int, { description: "In the byline, from 1." })
  declare position: number;
}

@ObjectType("ContributorEdge", { simpleResolvers: true })
export class ContributorEdgeType {
  @Field(() => String)
  declare cursor: string;

  @Field(() => ContributorType)
  declare node: ContributorType;
}

@ObjectType("ContributorConnection", { simpleResolvers: true })
export class ContributorConnectionType {
  @Field(() => [ContributorEdgeType])
  declare edges: ContributorEdgeType[];

  @Field(() => [ContributorType])
  declare nodes: ContributorType[];

  @Field(() => PageInfoType)
  declare pageInfo: PageInfoType;
}

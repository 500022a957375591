import { Field, Float, ObjectType } from "type-graphql";
import { NodeInterface } from "../node/node.type.ts";
import { TagKind } from "../shared/enums.ts";
import { PageInfoType } from "../shared/connection.type.ts";

@ObjectType("Tag", { description: "What stories are about.", implements: NodeInterface, simpleResolvers: true })
export class TagType extends NodeInterface {
  @Field(() => String)
  declare slug: string;

  @Field(() => TagKind)
  declare kind: keyof typeof TagKind;

  @Field(() => String)
  declare name: string;

  @Field(() => String, { nullable: true, description: "A Media Topic, Wikidata or other identifier." })
  declare uri: string | null;
}

@ObjectType("Tagging", { simpleResolvers: true })
export class TaggingType {
  @Field(() => Float, { description: "0 to 1." })
  declare relevance: number;
}

@ObjectType("TagEdge", { simpleResolvers: true })
export class TagEdgeType {
  @Field(() => String)
  declare cursor: string;

  @Field(() => TagType)
  declare node: TagType;
}

@ObjectType("TagConnection", { simpleResolvers: true })
export class TagConnectionType {
  @Field(() => [TagEdgeType])
  declare edges: TagEdgeType[];

  @Field(() => [TagType])
  declare nodes: TagType[];

  @Field(() => PageInfoType)
  declare pageInfo: PageInfoType;
}

import { Field, Int, ObjectType } from "type-graphql";
import { CorrectionKind } from "../shared/enums.ts";
import { PageInfoType } from "../shared/connection.type.ts";
import { DateTime } from "../shared/scalars.ts";

@ObjectType("ArticleVersion", { description: "What an article was from one write to the next.", simpleResolvers: true })
export class ArticleVersionType {
  @Field(() => Int, { description: "From 1; without gaps to the desk." })
  declare version: number;

  @Field(() => DateTime)
  declare at: string;

  @Field(() => String)
  declare headline: string;

  @Field(() => [String], {
    description: "Names of fields of Article; none in the first version that the caller may see.",
  })
  declare changedFields: string[];
}

@ObjectType("VersionEdge", { simpleResolvers: true })
export class VersionEdgeType {
  @Field(() => String)
  declare cursor: string;

  @Field(() => ArticleVersionType)
  declare node: ArticleVersionType;
}

@ObjectType("VersionConnection", { simpleResolvers: true })
export class VersionConnectionType {
  @Field(() => [VersionEdgeType])
  declare edges: VersionEdgeType[];

  @Field(() => [ArticleVersionType])
  declare nodes: ArticleVersionType[];

  @Field(() => PageInfoType)
  declare pageInfo: PageInfoType;
}

@ObjectType("Correction", { description: "What readers are told of an error put right.", simpleResolvers: true })
export class CorrectionType {
  @Field(() => CorrectionKind)
  declare kind: keyof typeof CorrectionKind;

  @Field(() => String)
  declare text: string;

  @Field(() => Int, { description: "The version that it made." })
  declare version: number;
}

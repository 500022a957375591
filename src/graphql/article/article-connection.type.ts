import { Field, ObjectType } from "type-graphql";
import { PageInfoType } from "../shared/connection.type.ts";
import { ArticleType } from "./article.type.ts";

@ObjectType("ArticleEdge", { simpleResolvers: true })
export class ArticleEdgeType {
  @Field(() => String)
  declare cursor: string;

  @Field(() => ArticleType)
  declare node: ArticleType;
}

@ObjectType("ArticleConnection", { simpleResolvers: true })
export class ArticleConnectionType {
  @Field(() => [ArticleEdgeType])
  declare edges: ArticleEdgeType[];

  @Field(() => [ArticleType])
  declare nodes: ArticleType[];

  @Field(() => PageInfoType)
  declare pageInfo: PageInfoType;
}

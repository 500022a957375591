import { Field, Float, Int, ObjectType } from "type-graphql";
import { PageInfoType } from "../shared/connection.type.ts";
import { FacetField } from "../shared/enums.ts";
import { HTML } from "../shared/scalars.ts";

@ObjectType("Highlight", { description: "Where a story has the words of a query.", simpleResolvers: true })
export class HighlightType {
  @Field(() => String, { description: "« headline » or « body »." })
  declare field: "headline" | "body";

  @Field(() => HTML, {
    description: "The whole headline, or about 32 words of the body, as text with the words found in <mark>.",
  })
  declare html: string;
}

@ObjectType("SearchEdge", { description: "A story as found.", simpleResolvers: true })
export class SearchEdgeType {
  @Field(() => Float, {
    description: "How much of the words the headline, kicker and standfirst have, 0 to 1; 0: only the body has them.",
  })
  declare score: number;
}

@ObjectType("FacetBucket", { simpleResolvers: true })
export class FacetBucketType {
  @Field(() => String, {
    description: "What a filter takes: an id, a language; of YEAR, four digits.",
  })
  declare value: string;

  @Field(() => String, { description: "As a reader sees it: a name." })
  declare label: string;

  @Field(() => Int)
  declare count: number;
}

@ObjectType("Facet", { simpleResolvers: true })
export class FacetType {
  @Field(() => FacetField)
  declare field: keyof typeof FacetField;

  @Field(() => [FacetBucketType], { description: "The most frequent first, then by label." })
  declare buckets: FacetBucketType[];
}

@ObjectType("SearchConnection", { simpleResolvers: true })
export class SearchConnectionType {
  @Field(() => [SearchEdgeType])
  declare edges: SearchEdgeType[];

  @Field(() => PageInfoType)
  declare pageInfo: PageInfoType;
}

import { FieldResolver, ID, Resolver, Root } from "type-graphql";
import type { GraphEdge, RelatedGraph } from "../../content/neighbourhood/neighbourhood.relation.ts";
import type { Row } from "../../content/reading/source.ts";
import { ArticleType } from "../article/article.type.ts";
import { globalId } from "../shared/global-id.ts";
import { LeadsTo, Reads } from "../shared/reads.ts";
import { GraphEdgeType, RelatedGraphType } from "./neighbourhood.type.ts";

@Resolver(() => RelatedGraphType)
export class RelatedGraphResolver {
  @FieldResolver(() => [ArticleType], { description: "Each once, nearest first; the story asked is not among them." })
  @LeadsTo("node")
  nodes(@Root() graph: RelatedGraph): readonly Row[] {
    return graph.nodes;
  }

  @FieldResolver(() => [GraphEdgeType], { description: "At most 1,000, nearest first." })
  @Reads()
  edges(@Root() graph: RelatedGraph): readonly GraphEdge[] {
    return graph.edges;
  }
}

@Resolver(() => GraphEdgeType)
export class GraphEdgeResolver {
  @FieldResolver(() => ID)
  from(@Root() edge: GraphEdge): string {
    return globalId("Article", edge.from);
  }

  @FieldResolver(() => ID)
  to(@Root() edge: GraphEdge): string {
    return globalId("Article", edge.to);
  }
}

import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { type FoundRow, searchArgs, type SearchConnection } from "../../content/search/search.relation.ts";
import { search } from "../../content/sources.ts";
import { ArticleType } from "../article/article.type.ts";
import { filterOf } from "../article/load-articles.ts";
import type { Context } from "../context.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { CountType } from "../shared/connection.type.ts";
import { Costs } from "../shared/costs.ts";
import { LeadsTo, Reads } from "../shared/reads.ts";
import { facetsOf } from "./facets.ts";
import { highlightsOf } from "./highlights.ts";
import { FacetsArgs, SearchArgs } from "./search.args.ts";
import { FacetType, HighlightType, SearchConnectionType, SearchEdgeType } from "./search.type.ts";

@Resolver()
export class SearchResolver {
  @Query(() => SearchConnectionType, {
    description:
      "Stories by their words, each by the grammar of its own language. The headline weighs over kicker and standfirst, these over the body; of equals, the newest comes first. Of more than 1,000 found, RELEVANCE ranks the newest 1,000; NEWEST has all. Bodies that the caller may not read are not searched.",
  })
  @Costs({ weight: 100, words: "query", perWord: 120 })
  search(
    @Args(() => SearchArgs) { query, filter, orderBy, first, after }: SearchArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<SearchConnection> {
    const args = searchArgs({ query, filter: filter ? filterOf(filter) : {}, orderBy, first, after });
    return content.load({ relation: search, args, selection }, 0);
  }
}

@Resolver(() => SearchEdgeType)
export class SearchEdgeResolver {
  @FieldResolver(() => String)
  @Reads("articleId", "publishedAt", "score")
  cursor(@Root() edge: FoundRow): string | null {
    return edge.connection.cursorOf(edge);
  }

  @FieldResolver(() => ArticleType)
  @LeadsTo("node")
  node(@Root() edge: FoundRow): Row {
    return ahead(edge, "node") as Row;
  }

  @FieldResolver(() => [HighlightType], {
    description:
      "Of the headline and the body, those that have words of the query. None of a body that the caller may not read.",
  })
  @Reads("headlinePlaces", "bodyPlaces")
  @Costs({ items: 2, weight: 15 })
  highlights(@Root() edge: FoundRow): HighlightType[] {
    return highlightsOf(edge);
  }
}

/** Beyond this a count says AT_LEAST. */
const MAX_COUNT = 1_000;

@Resolver(() => SearchConnectionType)
export class SearchConnectionResolver {
  @FieldResolver(() => [ArticleType])
  @LeadsTo("node")
  nodes(@Root() connection: SearchConnection): readonly Row[] {
    return connection.nodes;
  }

  @FieldResolver(() => CountType, { description: "Of all pages; costs a statement. Exact up to 1,000." })
  @Reads()
  @Costs({ weight: 30, perWord: 100 })
  async totalCount(@Root() { relation, found }: SearchConnection, @Ctx() { content }: Context): Promise<CountType> {
    const args = { ...found.args, order: "NEWEST" as const };
    const count = await content.count({ relation, args, atMost: MAX_COUNT + 1 }, found.key);
    return count > MAX_COUNT ? { value: MAX_COUNT, relation: "AT_LEAST" } : { value: count, relation: "EXACT" };
  }

  @FieldResolver(() => [FacetType], {
    description:
      "What the stories found have in common, field by field; costs a statement. Of more than 10,000 found, the newest 10,000 are counted.",
  })
  @Reads()
  @Costs({ weight: 60, sizedBy: "fields", perWord: 150 })
  facets(
    @Root() { found }: SearchConnection,
    @Args(() => FacetsArgs) args: FacetsArgs,
    @Ctx() { content }: Context,
  ): Promise<FacetType[]> {
    return facetsOf(found.args, args, content);
  }
}

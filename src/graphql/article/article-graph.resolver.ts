import { Arg, Args, FieldResolver, Resolver, Root } from "type-graphql";
import type { Ordering as Within } from "../../content/article/neighbour.relation.ts";
import { neighbourhoodArgs, type RelatedGraph } from "../../content/neighbourhood/neighbourhood.relation.ts";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { neighbourhoodOfArticle, nextArticle, previousArticle } from "../../content/sources.ts";
import { NeighbourhoodArgs, RelatedGraphType } from "../related-story/neighbourhood.type.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { Costs } from "../shared/costs.ts";
import { Ordering } from "../shared/enums.ts";
import { LeadsTo } from "../shared/reads.ts";
import { StorylineEntryType } from "../storyline/storyline.type.ts";
import { type ArticleRow, ArticleType } from "./article.type.ts";

/** Each hop multiplies the edges to follow. */
const pointsOfDepth = (depth: unknown): number => (depth === 1 ? 20 : depth === 2 ? 100 : 800);

/** Where an article stands among the others. */
@Resolver(() => ArticleType)
export class ArticleGraphResolver {
  @FieldResolver(() => RelatedGraphType, {
    description:
      "The stories that edges lead to within some hops, each once: in one go, instead of related{related{…}}.",
  })
  @LeadsTo("neighbourhood")
  @Costs({ sizedBy: "limit", byValue: { depth: pointsOfDepth } })
  async neighbourhood(
    @Root() article: ArticleRow,
    @Args(() => NeighbourhoodArgs) args: NeighbourhoodArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<RelatedGraph> {
    return content.load({ relation: neighbourhoodOfArticle, args: neighbourhoodArgs(args), selection }, article.id);
  }

  @FieldResolver(() => [StorylineEntryType], { description: "Its places in storylines, by their titles." })
  @LeadsTo("storylines")
  storylines(@Root() article: ArticleRow): Row[] {
    return ahead(article, "storylines") as Row[];
  }

  @FieldResolver(() => ArticleType, {
    nullable: true,
    description: "The story published right after it; in a storyline, the one behind it in the editor's order.",
  })
  @LeadsTo("next")
  next(
    @Root() article: ArticleRow,
    @Arg("within", () => Ordering, { defaultValue: "SECTION" }) within: Within,
    @Asks() { content, selection }: Asking,
  ): Promise<Row | null> {
    return content.load({ relation: nextArticle, args: { within }, selection }, article.id);
  }

  @FieldResolver(() => ArticleType, { nullable: true, description: "The story before it, as `next` is the one after." })
  @LeadsTo("previous")
  previous(
    @Root() article: ArticleRow,
    @Arg("within", () => Ordering, { defaultValue: "SECTION" }) within: Within,
    @Asks() { content, selection }: Asking,
  ): Promise<Row | null> {
    return content.load({ relation: previousArticle, args: { within }, selection }, article.id);
  }
}

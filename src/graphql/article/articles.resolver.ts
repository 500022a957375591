import { Args, Query, Resolver } from "type-graphql";
import type { ArticleConnection } from "../../content/article/article-list.relation.ts";
import { findArticle } from "../../content/article/find-article.ts";
import type { Row } from "../../content/reading/source.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { keyOf } from "../shared/global-id.ts";
import { filterPoints } from "./filter-points.ts";
import { Costs } from "../shared/costs.ts";
import { ArticleLookupArgs } from "../shared/lookup.args.ts";
import { theOne } from "../shared/the-one.ts";
import { ArticleConnectionType } from "./article-connection.type.ts";
import { ArticleType } from "./article.type.ts";
import { ArticlesArgs } from "./articles.args.ts";
import { loadArticles } from "./load-articles.ts";

@Resolver()
export class ArticlesResolver {
  @Query(() => ArticleType, {
    nullable: true,
    description: "Exactly one argument. A former slug still finds its article.",
  })
  async article(
    @Args(() => ArticleLookupArgs) { id, slug, uri }: ArticleLookupArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<Row | null> {
    const [by, value] = theOne({ id, slug, uri });
    return findArticle(content, by === "id" ? { id: keyOf("Article", value) } : { [by]: value }, selection);
  }

  @Query(() => ArticleConnectionType, { description: "Newest first unless said." })
  @Costs({ byValue: { filter: filterPoints } })
  articles(@Args(() => ArticlesArgs) args: ArticlesArgs, @Asks() asking: Asking): Promise<ArticleConnection> {
    return loadArticles("all", args, { ...asking, key: 0 });
  }
}

import { Args, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { ArticleConnection } from "../../content/article/article-list.relation.ts";
import { contributorById, contributorBySlug, contributorsByName } from "../../content/lookups.ts";
import { nameListArgs, type NameConnection } from "../../content/paging/name-list.relation.ts";
import type { Row } from "../../content/reading/source.ts";
import { ArticlesArgs } from "../article/articles.args.ts";
import { ArticleConnectionType } from "../article/article-connection.type.ts";
import { filterPoints } from "../article/filter-points.ts";
import { Costs } from "../shared/costs.ts";
import { loadArticles } from "../article/load-articles.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { globalId, keyOf } from "../shared/global-id.ts";
import { IdOrSlugArgs } from "../shared/lookup.args.ts";
import { Reads } from "../shared/reads.ts";
import { theOne } from "../shared/the-one.ts";
import { ContributorsArgs } from "./contributor.args.ts";
import { ContributorConnectionType, ContributorType } from "./contributor.type.ts";

@Resolver(() => ContributorType)
export class ContributorResolver {
  @Query(() => ContributorType, { nullable: true, description: "Exactly one argument." })
  async contributor(
    @Args(() => IdOrSlugArgs) { id, slug }: IdOrSlugArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<Row | null> {
    const [by, value] = theOne({ id, slug });
    return by === "id"
      ? content.load({ relation: contributorById, args: {}, selection }, keyOf("Contributor", value))
      : content.load({ relation: contributorBySlug, args: {}, selection }, value);
  }

  @Query(() => ContributorConnectionType, { description: "By name." })
  async contributors(
    @Args(() => ContributorsArgs) args: ContributorsArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<NameConnection> {
    return content.load({ relation: contributorsByName, args: nameListArgs("contributors", args), selection }, 0);
  }

  @FieldResolver(() => ID)
  @Reads("id")
  id(@Root() contributor: Row): string {
    return globalId("Contributor", contributor["id"]);
  }

  @FieldResolver(() => ArticleConnectionType)
  @Costs({ byValue: { filter: filterPoints } })
  @Reads("id")
  articles(
    @Root() contributor: Row,
    @Args(() => ArticlesArgs) args: ArticlesArgs,
    @Asks() asking: Asking,
  ): Promise<ArticleConnection> {
    return loadArticles("contributor", args, { ...asking, key: contributor["id"] as number });
  }
}

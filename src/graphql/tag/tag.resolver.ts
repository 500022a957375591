import { Args, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { ArticleConnection } from "../../content/article/article-list.relation.ts";
import { tagById, tagBySlug, tagsByName } from "../../content/lookups.ts";
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
import { TagsArgs } from "./tag.args.ts";
import { TagConnectionType, TagType } from "./tag.type.ts";

@Resolver(() => TagType)
export class TagResolver {
  @Query(() => TagType, { nullable: true, description: "Exactly one argument." })
  async tag(
    @Args(() => IdOrSlugArgs) { id, slug }: IdOrSlugArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<Row | null> {
    const [by, value] = theOne({ id, slug });
    return by === "id"
      ? content.load({ relation: tagById, args: {}, selection }, keyOf("Tag", value))
      : content.load({ relation: tagBySlug, args: {}, selection }, value);
  }

  @Query(() => TagConnectionType, { description: "By name." })
  async tags(@Args(() => TagsArgs) args: TagsArgs, @Asks() { content, selection }: Asking): Promise<NameConnection> {
    return content.load({ relation: tagsByName, args: nameListArgs("tags", args), selection }, 0);
  }

  @FieldResolver(() => ID)
  @Reads("id")
  id(@Root() tag: Row): string {
    return globalId("Tag", tag["id"]);
  }

  @FieldResolver(() => ArticleConnectionType)
  @Costs({ byValue: { filter: filterPoints } })
  @Reads("id")
  articles(
    @Root() tag: Row,
    @Args(() => ArticlesArgs) args: ArticlesArgs,
    @Asks() asking: Asking,
  ): Promise<ArticleConnection> {
    return loadArticles("tag", args, { ...asking, key: tag["id"] as number });
  }
}

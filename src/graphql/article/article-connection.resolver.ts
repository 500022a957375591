import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { ArticleConnection } from "../../content/article/article-list.relation.ts";
import type { Context } from "../context.ts";
import { CountType } from "../shared/connection.type.ts";
import { Costs } from "../shared/costs.ts";
import { Reads } from "../shared/reads.ts";
import { ArticleConnectionType } from "./article-connection.type.ts";

/** Beyond this a count says AT_LEAST: nobody reads a figure that exact, and counting further costs. */
const MAX_COUNT = 10_000;

@Resolver(() => ArticleConnectionType)
export class ArticleConnectionResolver {
  @FieldResolver(() => CountType, { description: "Of all pages; costs a statement. Exact up to 10,000." })
  @Reads()
  @Costs({ weight: 150 })
  async totalCount(@Root() { relation, found }: ArticleConnection, @Ctx() { content }: Context): Promise<CountType> {
    const count = await content.count({ relation, args: found.args, atMost: MAX_COUNT + 1 }, found.key);
    return count > MAX_COUNT ? { value: MAX_COUNT, relation: "AT_LEAST" } : { value: count, relation: "EXACT" };
  }
}

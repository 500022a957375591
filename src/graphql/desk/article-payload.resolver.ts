import { FieldResolver, ID, Resolver, Root } from "type-graphql";
import { changesArgs, NOW } from "../../content/change/changes.args.ts";
import { readChanges } from "../../content/change/read-changes.ts";
import { findArticle } from "../../content/article/find-article.ts";
import type { Row } from "../../content/reading/source.ts";
import { ArticleType } from "../article/article.type.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { globalId } from "../shared/global-id.ts";
import { ArticlePayloadType, IngestItemType } from "./desk-payload.type.ts";

const AS_SEEN = "As the operation's view shows it: a draft in the desk's view only.";

function articleOf({ articleId }: { articleId: number | null }, { content, selection }: Asking): Promise<Row | null> {
  return articleId === null ? Promise.resolve(null) : findArticle(content, { id: articleId }, selection);
}

@Resolver(() => ArticlePayloadType)
export class ArticlePayloadResolver {
  @FieldResolver(() => ID, { nullable: true, description: "The article's; null where there are problems." })
  articleId(@Root() { articleId }: ArticlePayloadType): string | null {
    return articleId === null ? null : globalId("Article", articleId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Where the change log stands now that this is written: `changes(since:)` goes on from there.",
  })
  async changeToken(
    @Root() { articleId }: ArticlePayloadType,
    @Asks() { content, selection }: Asking,
  ): Promise<string | null> {
    if (articleId === null) return null;
    const args = changesArgs({ since: NOW, first: 1 }, content);
    return (await readChanges(content, { args, selection })).nextToken;
  }

  @FieldResolver(() => ArticleType, { nullable: true, description: AS_SEEN })
  article(@Root() payload: ArticlePayloadType, @Asks() asking: Asking): Promise<Row | null> {
    return articleOf(payload, asking);
  }
}

@Resolver(() => IngestItemType)
export class IngestItemResolver {
  @FieldResolver(() => ArticleType, { nullable: true, description: AS_SEEN })
  article(@Root() item: IngestItemType, @Asks() asking: Asking): Promise<Row | null> {
    return articleOf(item, asking);
  }
}

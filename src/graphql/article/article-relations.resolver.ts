import { Args, FieldResolver, Resolver, Root } from "type-graphql";
import { ahead } from "../../content/reading/ahead.ts";
import { type RelatedConnection, relatedArgs } from "../../content/related-story/related-stories.relation.ts";
import type { Row } from "../../content/reading/source.ts";
import { related, taggingsOfArticle } from "../../content/sources.ts";
import { taggingsArgs } from "../../content/tag/taggings.relation.ts";
import { ArticleBodyType } from "../body/article-body.type.ts";
import { ContributionType } from "../contributor/contributor.type.ts";
import { ImageType } from "../image/image.type.ts";
import { RelatedArgs } from "../related-story/related.args.ts";
import { RelatedStoryConnectionType } from "../related-story/related-story.type.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { LeadsTo } from "../shared/reads.ts";
import { TaggingsArgs } from "../tag/tag.args.ts";
import { TaggingType } from "../tag/tag.type.ts";
import { type ArticleRow, ArticleType } from "./article.type.ts";

@Resolver(() => ArticleType)
export class ArticleRelationsResolver {
  @FieldResolver(() => [ContributionType], { description: "Who made it, in the order of the byline." })
  @LeadsTo("contributions")
  contributors(@Root() article: ArticleRow): Row[] {
    return ahead(article, "contributions") as Row[];
  }

  @FieldResolver(() => ArticleBodyType, {
    nullable: true,
    description: "Null for a story known only by its headline and time, or not licensed to the caller (see access).",
  })
  @LeadsTo("body")
  body(@Root() article: ArticleRow): Row | null {
    return ahead(article, "body") as Row | null;
  }

  @FieldResolver(() => ImageType, { nullable: true })
  @LeadsTo("leadImage")
  leadImage(@Root() article: ArticleRow): Row | null {
    return ahead(article, "leadImage") as Row | null;
  }

  @FieldResolver(() => [ArticleType], { description: "The same story in other languages, by language." })
  @LeadsTo("localizations")
  localizations(@Root() article: ArticleRow): Row[] {
    return ahead(article, "localizations") as Row[];
  }

  @FieldResolver(() => [TaggingType], { description: "What it is about, in its source's order." })
  @LeadsTo("taggings")
  tags(
    @Root() article: ArticleRow,
    @Args(() => TaggingsArgs) args: TaggingsArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<Row[]> {
    return content.load({ relation: taggingsOfArticle, args: taggingsArgs(args), selection }, article.id);
  }

  @FieldResolver(() => RelatedStoryConnectionType, {
    description:
      "Edges to other stories in reading order: inline, sidebar, end; or, incoming, from other stories, newest first.",
  })
  @LeadsTo("related")
  related(
    @Root() article: ArticleRow,
    @Args(() => RelatedArgs) args: RelatedArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<RelatedConnection> {
    return content.load({ relation: related, args: relatedArgs(args, article.id), selection }, article.id);
  }
}

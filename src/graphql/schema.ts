import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { ArticleConnectionResolver } from "./article/article-connection.resolver.ts";
import { ArticleRelationsResolver } from "./article/article-relations.resolver.ts";
import { ArticleResolver } from "./article/article.resolver.ts";
import { ArticlesResolver } from "./article/articles.resolver.ts";
import { ShareLinkResolver } from "./article/share-link.resolver.ts";
import { ArticleBodyResolver } from "./body/article-body.resolver.ts";
import {
  DividerBlockType,
  EmbedBlockType,
  HeadingBlockType,
  ImageBlockType,
  ListBlockType,
  ParagraphBlockType,
  QuoteBlockType,
  RelatedStoryBlockType,
  TableBlockType,
} from "./body/body-block.type.ts";
import { RichTextResolver, TextLinkResolver } from "./body/rich-text.resolver.ts";
import { ContributionResolver } from "./contributor/contribution.resolver.ts";
import { ContributorResolver } from "./contributor/contributor.resolver.ts";
import { ImageResolver } from "./image/image.resolver.ts";
import { NodeResolver } from "./node/node.resolver.ts";
import { RelatedStoryConnectionResolver, RelatedStoryEdgeResolver } from "./related-story/related-story.resolver.ts";
import { SectionResolver } from "./section/section.resolver.ts";
import { ServiceResolver } from "./service/service.resolver.ts";
import { MomentResolver } from "./shared/moment.resolver.ts";
import { TaggingResolver } from "./tag/tagging.resolver.ts";
import { TagResolver } from "./tag/tag.resolver.ts";

/** The schema, from the resolvers listed here and no others. */
export function createSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [
      ArticleBodyResolver,
      ArticleConnectionResolver,
      ArticleRelationsResolver,
      ArticleResolver,
      ArticlesResolver,
      ContributionResolver,
      ContributorResolver,
      ImageResolver,
      MomentResolver,
      NodeResolver,
      RelatedStoryConnectionResolver,
      RelatedStoryEdgeResolver,
      RichTextResolver,
      SectionResolver,
      ServiceResolver,
      ShareLinkResolver,
      TaggingResolver,
      TagResolver,
      TextLinkResolver,
    ],
    // Reached through their interface only.
    orphanedTypes: [
      DividerBlockType,
      EmbedBlockType,
      HeadingBlockType,
      ImageBlockType,
      ListBlockType,
      ParagraphBlockType,
      QuoteBlockType,
      RelatedStoryBlockType,
      TableBlockType,
    ],
    validate: false,
  });
}

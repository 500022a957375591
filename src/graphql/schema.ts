import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { ApiKeyResolver } from "./api-key/api-key.resolver.ts";
import { ArticleConnectionResolver } from "./article/article-connection.resolver.ts";
import { ArticleFormatsResolver } from "./article/article-formats.resolver.ts";
import { ArticleGraphResolver } from "./article/article-graph.resolver.ts";
import { ArticleLifecycleResolver } from "./article/article-lifecycle.resolver.ts";
import { ArticleRelationsResolver } from "./article/article-relations.resolver.ts";
import { ArticleVersionResolver, CorrectionResolver } from "./article/article-version.resolver.ts";
import { ArticleVisibilityResolver } from "./article/article-visibility.resolver.ts";
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
import { ChangesResolver } from "./change/changes.resolver.ts";
import { resolveDirectly } from "./direct-resolvers.ts";
import { ContributionResolver } from "./contributor/contribution.resolver.ts";
import { ContributorResolver } from "./contributor/contributor.resolver.ts";
import { ArticlePayloadResolver, IngestItemResolver } from "./desk/article-payload.resolver.ts";
import { DeskResolver } from "./desk/desk.resolver.ts";
import { IngestResolver } from "./desk/ingest.resolver.ts";
import { SuggestionResolver } from "./desk/suggestion.resolver.ts";
import { ImageResolver } from "./image/image.resolver.ts";
import { NodeResolver } from "./node/node.resolver.ts";
import { ResolvePathResolver } from "./path/resolve-path.resolver.ts";
import { GraphEdgeResolver, RelatedGraphResolver } from "./related-story/neighbourhood.resolver.ts";
import { RelatedStoryConnectionResolver, RelatedStoryEdgeResolver } from "./related-story/related-story.resolver.ts";
import { SearchConnectionResolver, SearchEdgeResolver, SearchResolver } from "./search/search.resolver.ts";
import { RelationReasonResolver } from "./related-story/relation-reason.resolver.ts";
import { FrontResolver, FrontSlotResolver } from "./section/front.resolver.ts";
import { SectionResolver } from "./section/section.resolver.ts";
import { ServiceResolver } from "./service/service.resolver.ts";
import { MomentResolver } from "./shared/moment.resolver.ts";
import { StorylineEntryResolver, StorylineResolver } from "./storyline/storyline.resolver.ts";
import { TaggingResolver } from "./tag/tagging.resolver.ts";
import { TagResolver } from "./tag/tag.resolver.ts";
import { ViewerResolver } from "./viewer/viewer.resolver.ts";
import { WithdrawalNoticeResolver } from "./withdrawal/withdrawal-notice.resolver.ts";

/** The schema, from the resolvers listed here and no others. */
export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      ApiKeyResolver,
      ArticleBodyResolver,
      ArticleConnectionResolver,
      ArticleFormatsResolver,
      ArticleGraphResolver,
      ArticleLifecycleResolver,
      ArticlePayloadResolver,
      ArticleRelationsResolver,
      ArticleResolver,
      ArticlesResolver,
      ArticleVersionResolver,
      ArticleVisibilityResolver,
      ChangesResolver,
      ContributionResolver,
      ContributorResolver,
      CorrectionResolver,
      DeskResolver,
      FrontResolver,
      FrontSlotResolver,
      GraphEdgeResolver,
      ImageResolver,
      IngestItemResolver,
      IngestResolver,
      MomentResolver,
      NodeResolver,
      RelatedGraphResolver,
      RelatedStoryConnectionResolver,
      RelatedStoryEdgeResolver,
      RelationReasonResolver,
      ResolvePathResolver,
      RichTextResolver,
      SearchConnectionResolver,
      SearchEdgeResolver,
      SearchResolver,
      SectionResolver,
      ServiceResolver,
      ShareLinkResolver,
      StorylineEntryResolver,
      StorylineResolver,
      SuggestionResolver,
      TaggingResolver,
      TagResolver,
      TextLinkResolver,
      ViewerResolver,
      WithdrawalNoticeResolver,
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
  return resolveDirectly(schema);
}

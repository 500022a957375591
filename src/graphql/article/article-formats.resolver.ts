import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Row } from "../../content/reading/source.ts";
import { jsonLdOf } from "../../content/syndication/json-ld.ts";
import { ninjsOf } from "../../content/syndication/ninjs.ts";
import { storyOf, WHOLE_STORY } from "../../content/syndication/story.ts";
import type { Context } from "../context.ts";
import { Costs } from "../shared/costs.ts";
import { ReadsWhole } from "../shared/reads.ts";
import { JSONScalar } from "../shared/scalars.ts";
import { ArticleType } from "./article.type.ts";

@Resolver(() => ArticleType)
export class ArticleFormatsResolver {
  @FieldResolver(() => JSONScalar, { description: "As a ninjs 3 item (IPTC), by Kiosque's profile." })
  @ReadsWhole(WHOLE_STORY)
  @Costs({ weight: 15 })
  async ninjs(@Root() article: Row, @Ctx() { content }: Context): Promise<object> {
    return ninjsOf(await storyOf(article, content), content.newsroom.publicUrl);
  }

  @FieldResolver(() => JSONScalar, { description: "As a schema.org NewsArticle." })
  @ReadsWhole(WHOLE_STORY)
  @Costs({ weight: 10 })
  async jsonLd(@Root() article: Row, @Ctx() { content }: Context): Promise<object> {
    return jsonLdOf(await storyOf(article, content), content.newsroom);
  }
}

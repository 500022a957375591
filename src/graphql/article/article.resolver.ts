import { Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { articlePath } from "../../content/article/article-link.rules.ts";
import { shareText } from "../../content/article/article.rules.ts";
import type { Context } from "../context.ts";
import { RichTextType } from "../body/rich-text.type.ts";
import { SectionType } from "../section/section.type.ts";
import { globalId } from "../shared/global-id.ts";
import { MomentType } from "../shared/moment.type.ts";
import { Reads, ReadsThrough } from "../shared/reads.ts";
import { URLScalar } from "../shared/scalars.ts";
import { AccessType } from "./access.type.ts";
import { type ArticleRow, ArticleType } from "./article.type.ts";
import { ShareLinkType } from "./share-link.type.ts";

@Resolver(() => ArticleType)
export class ArticleResolver {
  @FieldResolver(() => ID)
  @Reads("id")
  id(@Root() article: ArticleRow): string {
    return globalId("Article", article.id);
  }

  @FieldResolver(() => String, { description: "Path on the newsroom's site." })
  @Reads("slug")
  path(@Root() article: ArticleRow): string {
    return articlePath(article.slug);
  }

  @FieldResolver(() => URLScalar)
  @Reads("slug")
  url(@Root() article: ArticleRow, @Ctx() { content }: Context): string {
    return content.newsroom.publicUrl + articlePath(article.slug);
  }

  @FieldResolver(() => ShareLinkType)
  @Reads("slug", "headline", "summary", "language")
  share(@Root() article: ArticleRow, @Ctx() context: Context): ShareLinkType {
    const { headline, language } = article;
    return { title: headline, text: shareText(article), url: this.url(article, context), language };
  }

  @FieldResolver(() => RichTextType, {
    nullable: true,
    description: "The paragraph that sums the story up, above its body.",
  })
  @Reads("standfirst")
  standfirst(@Root() article: ArticleRow): RichTextType | null {
    return article.standfirst;
  }

  @FieldResolver(() => SectionType, { nullable: true })
  @Reads("section")
  section(@Root() article: ArticleRow, @Ctx() { content }: Context): SectionType | null {
    return article.section === null ? null : (content.sections.byId.get(article.section) ?? null);
  }

  @FieldResolver(() => AccessType)
  @Reads("section")
  access(@Root() { section }: ArticleRow, @Ctx() { content }: Context): AccessType {
    const { licence, viewer } = content;
    if (!licence || (section !== null && licence.includes(section))) return { body: "GRANTED" };
    const lacksScope = viewer.kind === "API_KEY" && !viewer.scopes.includes("content:read");
    return { body: lacksScope ? "DENIED_SCOPE" : "DENIED_LICENCE" };
  }

  @FieldResolver(() => MomentType, { nullable: true, description: "First publication." })
  @ReadsThrough("publishedAt")
  published(@Root() { publishedAt, language }: ArticleRow): MomentType | null {
    return publishedAt === null ? null : { iso: publishedAt, language };
  }

  @FieldResolver(() => MomentType, { nullable: true, description: "The desk's last change." })
  @ReadsThrough("updatedAt")
  updated(@Root() { updatedAt, language }: ArticleRow): MomentType | null {
    return updatedAt === null ? null : { iso: updatedAt, language };
  }

  @FieldResolver(() => MomentType, {
    description: "When this gateway last wrote something of it that readers can notice.",
  })
  @ReadsThrough("modifiedAt")
  modified(@Root() { modifiedAt, language }: ArticleRow): MomentType {
    return { iso: modifiedAt, language };
  }
}

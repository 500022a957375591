import { FieldResolver, Resolver, Root } from "type-graphql";
import { findArticle } from "../../content/article/find-article.ts";
import { articleSlugIn } from "../../content/article/article-link.rules.ts";
import { escapeText } from "../../content/body/escape-html.ts";
import type { StoredLink, StoredText } from "../../content/body/stored-body.ts";
import type { Row } from "../../content/reading/source.ts";
import { ArticleType } from "../article/article.type.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { Reads } from "../shared/reads.ts";
import { HTML } from "../shared/scalars.ts";
import { RichTextType, TextLinkType } from "./rich-text.type.ts";

@Resolver(() => RichTextType)
export class RichTextResolver {
  @FieldResolver(() => HTML)
  html(@Root() text: StoredText): string {
    return text.html ?? escapeText(text.text);
  }

  @FieldResolver(() => [TextLinkType], { description: "In reading order." })
  links(@Root() text: StoredText): StoredLink[] {
    return text.links ?? [];
  }
}

@Resolver(() => TextLinkType)
export class TextLinkResolver {
  @FieldResolver(() => ArticleType, {
    nullable: true,
    description: "Null when it leads elsewhere, or to what is not visible.",
  })
  @Reads()
  async article(@Root() { href }: StoredLink, @Asks() { content, selection }: Asking): Promise<Row | null> {
    const slug = articleSlugIn(href, content.newsroom.publicUrl);
    return slug === undefined ? null : findArticle(content, { slug }, selection);
  }
}

import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { type BodyRow, type BodyView, viewBody } from "../../content/body/body-view.ts";
import { outline } from "../../content/body/outline.ts";
import { renderHtml } from "../../content/body/render-html.ts";
import { renderMarkdown } from "../../content/body/render-markdown.ts";
import { renderText } from "../../content/body/render-text.ts";
import { readingMinutes } from "../../content/body/word-count.ts";
import { checkSize } from "../../content/paging/page.ts";
import { slices } from "../../time-slice.ts";
import type { Context } from "../context.ts";
import { Costs } from "../shared/costs.ts";
import { ReadsWith, Reads } from "../shared/reads.ts";
import { HTML } from "../shared/scalars.ts";
import { ArticleBodyType, OutlineEntryType } from "./article-body.type.ts";
import { blocksOf } from "./block-view.ts";
import { BlocksArgs, TextArgs } from "./body.args.ts";
import { BodyBlockInterface } from "./body-block.type.ts";

const RENDERED = ["blocks", "article"];

@Resolver(() => ArticleBodyType)
export class ArticleBodyResolver {
  @FieldResolver(() => [BodyBlockInterface], { description: "In reading order; what is not visible leaves no gap." })
  @ReadsWith("inlineStories", ...RENDERED)
  @Costs({ items: 20 })
  async blocks(
    @Root() body: BodyRow,
    @Args(() => BlocksArgs) { types, first }: BlocksArgs,
    @Ctx() context: Context,
  ): Promise<object[]> {
    // In one go: what is read below it is read for all bodies at once.
    const blocks = blocksOf(body.article, await this.view(body, context));
    const asked = types ? blocks.filter(({ type }) => types.includes(type)) : blocks;
    return first == null ? asked : asked.slice(0, checkSize("first", first, 0));
  }

  @FieldResolver(() => HTML)
  @ReadsWith("inlineStories", ...RENDERED)
  @Costs({ weight: 5 })
  async html(@Root() body: BodyRow, @Ctx() context: Context): Promise<string> {
    return this.shown(body, context, ({ blocks, parts }) => renderHtml(blocks, parts));
  }

  @FieldResolver(() => String, { description: "CommonMark." })
  @ReadsWith("inlineStories", ...RENDERED)
  @Costs({ weight: 5 })
  async markdown(@Root() body: BodyRow, @Ctx() context: Context): Promise<string> {
    return this.shown(body, context, ({ blocks, parts }) => renderMarkdown(blocks, parts));
  }

  @FieldResolver(() => String, { description: "Blocks set apart by a blank line." })
  @ReadsWith("inlineStories", ...RENDERED)
  @Costs({ weight: 5 })
  async text(
    @Root() body: BodyRow,
    @Args(() => TextArgs) { maxChars }: TextArgs,
    @Ctx() context: Context,
  ): Promise<string> {
    return this.shown(body, context, ({ blocks, parts }) =>
      renderText(blocks, parts, maxChars == null ? undefined : checkSize("maxChars", maxChars, 1)),
    );
  }

  @FieldResolver(() => [OutlineEntryType], { description: "Its headings, in reading order." })
  @Reads("blocks")
  outline(@Root() body: BodyRow): OutlineEntryType[] {
    return outline(body.blocks);
  }

  @FieldResolver(() => Int, { description: "At 240 words a minute, at least 1." })
  @Reads("wordCount")
  readingMinutes(@Root() { wordCount }: ArticleBodyType): number {
    return readingMinutes(wordCount);
  }

  /** Bodies are what takes longest of an answer: many of them are rendered in slices. */
  private async shown<Shown>(body: BodyRow, context: Context, render: (view: BodyView) => Shown): Promise<Shown> {
    const view = await this.view(body, context);
    if (slices.isOver()) await slices.next(context.content);
    return render(view);
  }

  private view(body: BodyRow, { content }: Context): BodyView | Promise<BodyView> {
    return viewBody(body, content, content.newsroom.publicUrl);
  }
}

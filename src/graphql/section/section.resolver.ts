import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { ArticleConnection } from "../../content/article/article-list.relation.ts";
import { ancestorsOf, type SectionNode } from "../../content/section/section-tree.ts";
import { ArticleConnectionType } from "../article/article-connection.type.ts";
import { SectionArticlesArgs } from "../article/articles.args.ts";
import { filterPoints } from "../article/filter-points.ts";
import { loadArticles } from "../article/load-articles.ts";
import type { Context } from "../context.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { Costs } from "../shared/costs.ts";
import { globalId, keyOf } from "../shared/global-id.ts";
import { SectionLookupArgs } from "../shared/lookup.args.ts";
import { URLScalar } from "../shared/scalars.ts";
import { theOne } from "../shared/the-one.ts";
import { SectionType } from "./section.type.ts";

@Resolver(() => SectionType)
export class SectionResolver {
  @Query(() => SectionType, { nullable: true, description: "Exactly one argument." })
  section(
    @Args(() => SectionLookupArgs) { id, slug, path }: SectionLookupArgs,
    @Ctx() { content }: Context,
  ): SectionNode | null {
    const [by, value] = theOne({ id, slug, path });
    const { byId, bySlug, byPath } = content.sections;
    const found = by === "id" ? byId.get(keyOf("Section", value)) : (by === "slug" ? bySlug : byPath).get(value);
    return found ?? null;
  }

  @Query(() => [SectionType], { description: "In the newsroom's order." })
  @Costs({ items: 10 })
  sections(
    @Arg("rootOnly", () => Boolean, { nullable: true, defaultValue: true }) isRootOnly: boolean | null,
    @Ctx() { content }: Context,
  ): readonly SectionNode[] {
    return isRootOnly === false ? content.sections.all : content.sections.roots;
  }

  @FieldResolver(() => ID)
  id(@Root() section: SectionNode): string {
    return globalId("Section", section.id);
  }

  @FieldResolver(() => URLScalar)
  url(@Root() section: SectionNode, @Ctx() { content }: Context): string {
    return `${content.newsroom.publicUrl}/${section.path}`;
  }

  @FieldResolver(() => [SectionType], { description: "From the root down." })
  ancestors(@Root() section: SectionNode): SectionNode[] {
    return ancestorsOf(section);
  }

  @FieldResolver(() => ArticleConnectionType)
  @Costs({ byValue: { filter: filterPoints } })
  articles(
    @Root() section: SectionNode,
    @Args(() => SectionArticlesArgs) args: SectionArticlesArgs,
    @Asks() asking: Asking,
  ): Promise<ArticleConnection> {
    const list = args.includeDescendants ? "sectionWithDescendants" : "section";
    return loadArticles(list, args, { ...asking, key: section.id });
  }
}

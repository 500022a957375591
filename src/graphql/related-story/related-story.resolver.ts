import { Args, Ctx, FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import { relationLabel } from "../../content/labels.ts";
import { checkLocale } from "../../content/locale.ts";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import type { EdgeRow, RelatedConnection } from "../../content/related-story/related-stories.relation.ts";
import { ArticleType } from "../article/article.type.ts";
import type { Context } from "../context.ts";
import { LocaleArgs } from "../shared/moment.args.ts";
import { LeadsTo, Reads, ReadsWith } from "../shared/reads.ts";
import { RelatedStoryConnectionType, RelatedStoryEdgeType } from "./related-story.type.ts";

@Resolver(() => RelatedStoryEdgeType)
export class RelatedStoryEdgeResolver {
  @FieldResolver(() => ID)
  @Reads("id")
  id(@Root() edge: EdgeRow): string {
    return `RelatedStory:${edge.id}`;
  }

  @FieldResolver(() => String)
  @Reads("id", "placement", "position", "publishedAt")
  cursor(@Root() edge: EdgeRow): string | null {
    return edge.connection.cursorOf(edge);
  }

  @FieldResolver(() => ArticleType)
  @LeadsTo("node")
  node(@Root() edge: EdgeRow): Row {
    return ahead(edge, "node") as Row;
  }

  @FieldResolver(() => String, {
    description: "« À lire aussi »: the editor's words, or the localised default of kind.",
  })
  @ReadsWith("article", "kind", "label")
  label(@Root() edge: EdgeRow, @Args(() => LocaleArgs) { locale }: LocaleArgs): string {
    // A locale that is none is refused whether or not the editor wrote words of their own.
    const article = ahead(edge, "article") as { language: string };
    const language = locale == null ? article.language : checkLocale(locale);
    return edge.label ?? relationLabel(edge.kind, language);
  }
}

@Resolver(() => RelatedStoryConnectionType)
export class RelatedStoryConnectionResolver {
  @FieldResolver(() => [ArticleType])
  @LeadsTo("node")
  nodes(@Root() connection: RelatedConnection): readonly Row[] {
    return connection.nodes;
  }

  @FieldResolver(() => Int, { description: "Of all pages; costs a statement." })
  @Reads()
  totalCount(@Root() { relation, found }: RelatedConnection, @Ctx() { content }: Context): Promise<number> {
    return content.count({ relation, args: found.args, atMost: 1_000_000 }, found.key);
  }
}

import { Args, Ctx, FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import { relationLabel } from "../../content/labels.ts";
import { checkLocale } from "../../content/locale.ts";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import type { EdgeRow, RelatedConnection } from "../../content/related-story/related-stories.relation.ts";
import { reasonsOf } from "../../content/suggestion/reasons.rules.ts";
import { ArticleType } from "../article/article.type.ts";
import type { Context } from "../context.ts";
import { Costs } from "../shared/costs.ts";
import { LocaleArgs } from "../shared/moment.args.ts";
import { LeadsTo, Reads, ReadsWith } from "../shared/reads.ts";
import { RelationReasonType } from "./relation-reason.type.ts";
import { RelatedStoryConnectionType, RelatedStoryEdgeType } from "./related-story.type.ts";

@Resolver(() => RelatedStoryEdgeType)
export class RelatedStoryEdgeResolver {
  @FieldResolver(() => ID, {
    description: "From its other end (INCOMING) an edge has another id, for its node is another there.",
  })
  @Reads("id")
  id(@Root() edge: EdgeRow): string {
    const id = typeof edge.id === "number" ? `RelatedStory:${edge.id}` : edge.id;
    return edge.connection.found.args.direction === "INCOMING" ? `${id}:INCOMING` : id;
  }

  @FieldResolver(() => String)
  @Reads("id", "place", "publishedAt", "tie")
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

  @FieldResolver(() => [RelationReasonType], {
    description: "Why it is suggested, the weightiest reason first; empty where a person made the edge.",
  })
  @ReadsWith("article", "reasons")
  reasons(@Root() edge: EdgeRow): RelationReasonType[] {
    const { language } = ahead(edge, "article") as { language: string };
    return edge.reasons ? reasonsOf(edge.reasons).map((reason) => ({ ...reason, language })) : [];
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
  @Costs({ weight: 4 })
  totalCount(@Root() { relation, found }: RelatedConnection, @Ctx() { content }: Context): Promise<number> {
    return content.count({ relation, args: found.args, atMost: 1_000_000 }, found.key);
  }
}

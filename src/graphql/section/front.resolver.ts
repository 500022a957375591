import { Arg, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { frontArgs } from "../../content/section/front.relation.ts";
import type { SectionNode } from "../../content/section/section-tree.ts";
import { frontOfSection } from "../../content/sources.ts";
import { ArticleType } from "../article/article.type.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { LeadsTo } from "../shared/reads.ts";
import { FrontSlotType } from "./front-slot.type.ts";
import { SectionType } from "./section.type.ts";

@Resolver(() => SectionType)
export class FrontResolver {
  @FieldResolver(() => [FrontSlotType], {
    description: "What the desk put there, then the latest of the section and those below it; each story once.",
  })
  front(
    @Root() section: SectionNode,
    @Arg("first", () => Int, { defaultValue: 20, description: "1 to 100." }) first: number | null,
    @Asks() { content, selection }: Asking,
  ): Promise<Row[]> {
    return content.load({ relation: frontOfSection, args: frontArgs({ first }), selection }, section.id);
  }
}

@Resolver(() => FrontSlotType)
export class FrontSlotResolver {
  @FieldResolver(() => ArticleType)
  @LeadsTo("article")
  article(@Root() slot: Row): Row {
    return ahead(slot, "article") as Row;
  }
}

import { FieldResolver, Resolver, Root } from "type-graphql";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { MomentType } from "../shared/moment.type.ts";
import { LeadsTo, ReadsWith } from "../shared/reads.ts";
import { ArticleType } from "./article.type.ts";
import { ArticleVersionType, CorrectionType } from "./article-version.type.ts";

@Resolver(() => ArticleVersionType)
export class ArticleVersionResolver {
  @FieldResolver(() => ArticleType, { description: "As it is now." })
  @LeadsTo("article")
  article(@Root() version: Row): Row {
    return ahead(version, "article") as Row;
  }
}

@Resolver(() => CorrectionType)
export class CorrectionResolver {
  @FieldResolver(() => MomentType)
  @ReadsWith("article", "at")
  at(@Root() correction: { at: string }): MomentType {
    const { language } = ahead(correction, "article") as { language: string };
    return { iso: correction.at, language };
  }
}

import { FieldResolver, Resolver, Root } from "type-graphql";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { ArticleType } from "../article/article.type.ts";
import { LeadsTo } from "../shared/reads.ts";
import { WithdrawalNoticeType } from "./tombstone.type.ts";

@Resolver(() => WithdrawalNoticeType)
export class WithdrawalNoticeResolver {
  @FieldResolver(() => ArticleType, { nullable: true, description: "The story to read instead." })
  @LeadsTo("replacement")
  replacement(@Root() notice: Row): Row | null {
    return ahead(notice, "replacement") as Row | null;
  }
}

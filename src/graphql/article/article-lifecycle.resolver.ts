import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { isWaiting, statusAt } from "../../content/article/lifecycle.rules.ts";
import { versionsArgs, type VersionsArgs } from "../../content/article/versions.relation.ts";
import type { Connection } from "../../content/paging/connection.ts";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { versionsOfArticle } from "../../content/sources.ts";
import type { Context } from "../context.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { ArticleStatus } from "../shared/enums.ts";
import { ForwardPageArgs } from "../shared/page.args.ts";
import { LeadsTo, Reads } from "../shared/reads.ts";
import { WithdrawalNoticeType } from "../withdrawal/tombstone.type.ts";
import { type ArticleRow, ArticleType } from "./article.type.ts";
import { CorrectionType, VersionConnectionType } from "./article-version.type.ts";
import { RightsType } from "./rights.type.ts";

@Resolver(() => ArticleType)
export class ArticleLifecycleResolver {
  @FieldResolver(() => ArticleStatus, { description: "Readers meet PUBLISHED only; the desk's view has all." })
  @Reads("status", "publishedAt", "embargoedUntil", "version", "deskStatus")
  status(@Root() article: ArticleRow, @Ctx() { content }: Context): keyof typeof ArticleStatus {
    return content.view === "DESK" && isWaiting(article) ? "DRAFT" : statusAt(article, content.now);
  }

  @FieldResolver(() => RightsType)
  @Reads("copyrightHolder", "copyrightNotice", "usageTerms", "isSyndicatable")
  rights(@Root() { isSyndicatable, copyrightHolder, copyrightNotice, usageTerms }: ArticleRow): RightsType {
    return { copyrightHolder, copyrightNotice, usageTerms, syndicatable: isSyndicatable };
  }

  @FieldResolver(() => VersionConnectionType, {
    description: "Newest first. Readers see those that readers could see at their time; the desk's view has all.",
  })
  @LeadsTo("versions")
  versions(
    @Root() article: ArticleRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<Connection<VersionsArgs>> {
    return content.load({ relation: versionsOfArticle, args: versionsArgs(args, article.id), selection }, article.id);
  }

  @FieldResolver(() => [CorrectionType], { description: "Newest first." })
  @LeadsTo("corrections")
  corrections(@Root() article: ArticleRow): Row[] {
    return ahead(article, "corrections") as Row[];
  }

  @FieldResolver(() => WithdrawalNoticeType, {
    nullable: true,
    description: "Of a withdrawn story, in the desk's view; readers find it by resolvePath where it left a tombstone.",
  })
  @LeadsTo("notice")
  notice(@Root() article: ArticleRow): Row | null {
    return ahead(article, "notice") as Row | null;
  }
}

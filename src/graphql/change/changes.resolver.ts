import { Args, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { ChangePage } from "../../content/change/changes.relation.ts";
import { type ChangeFilter, changesArgs } from "../../content/change/changes.args.ts";
import { checkLocale } from "../../content/locale.ts";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { changes } from "../../content/sources.ts";
import { ArticleType } from "../article/article.type.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { globalId, keyOf } from "../shared/global-id.ts";
import { LeadsTo, Reads, ReadsWith } from "../shared/reads.ts";
import { TombstoneType } from "../withdrawal/tombstone.type.ts";
import { ChangePageType, ChangeType } from "./change.type.ts";
import { type ChangeFilterInput, ChangesArgs } from "./changes.args.ts";

const PAGE_SIZE = 100;

@Resolver(() => ChangeType)
export class ChangesResolver {
  @Query(() => ChangePageType, {
    description: [
      "Ordered, gap-free log of visible changes, deletions included. Poll with nextToken; it is never null.",
      "A mirror: read from the beginning (no `since`) while hasMore, then poll. Keep `article` where it is given; remove",
      "`entityId` where it is null. A change may be told twice, and what a story was in between may be left out; the",
      'mirror ends up as the newsroom is. To follow only what is to come, begin with `since: "now"`.',
      "An unknown token is TOKEN_INVALID; one older than the log is TOKEN_EXPIRED: start over.",
    ].join("\n"),
  })
  changes(
    @Args(() => ChangesArgs) { since, filter, first }: ChangesArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<ChangePage> {
    const args = changesArgs({ since, filter: filterOf(filter ?? {}), first: first ?? PAGE_SIZE }, content);
    return content.load({ relation: changes, args, selection }, 0);
  }

  @FieldResolver(() => ID, { description: "The article's." })
  @Reads("articleId")
  entityId(@Root() change: ChangeRow): string {
    return globalId("Article", change.articleId);
  }

  @FieldResolver(() => ArticleType, { nullable: true, description: "As it is now; null when it is not there now." })
  @LeadsTo("article")
  article(@Root() change: ChangeRow): Row | null {
    return ahead(change, "article") as Row | null;
  }

  @FieldResolver(() => TombstoneType, {
    nullable: true,
    description: "Of a story WITHDRAWN or DELETED; null where it vanished: see WithdrawalKind.",
  })
  @ReadsWith("notice", "uri", "at", "kind")
  tombstone(@Root() change: ChangeRow): TombstoneType | null {
    const { uri, at, kind } = change;
    if (uri === null || (kind !== "WITHDRAWN" && kind !== "DELETED")) return null;
    return { uri, at, notice: ahead(change, "notice") as TombstoneType["notice"] };
  }
}

/** The stored columns that derived fields read. */
interface ChangeRow {
  readonly articleId: number;
  /** Null: readers are not told it. */
  readonly uri: string | null;
  readonly at: string;
  readonly kind: ChangeType["kind"];
}

/** @throws {GatewayError} ID_INVALID, LOCALE_INVALID */
function filterOf({ kinds, sections, languages }: ChangeFilterInput): ChangeFilter {
  return {
    kinds: kinds?.length ? kinds : undefined,
    sections: sections?.length ? sections.map((id) => globalId("Section", keyOf("Section", id))) : undefined,
    languages: languages?.length ? languages.map(checkLocale) : undefined,
  };
}

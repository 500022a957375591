import { Args, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { ChangePage } from "../../content/change/changes.relation.ts";
import { type ChangeFilter, changesArgs } from "../../content/change/changes.args.ts";
import { readChanges } from "../../content/change/read-changes.ts";
import { checkLocale } from "../../content/locale.ts";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { findNode } from "../node/find-node.ts";
import { NodeInterface } from "../node/node.type.ts";
import { ArticleType } from "../article/article.type.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import type { EntityType } from "../shared/enums.ts";
import { globalId, keyOf, TYPE_OF_ENTITY } from "../shared/global-id.ts";
import { LeadsTo, Reads, ReadsWith } from "../shared/reads.ts";
import { TombstoneType } from "../withdrawal/tombstone.type.ts";
import { ChangePageType, ChangeType } from "./change.type.ts";
import { type ChangeFilterInput, ChangesArgs } from "./changes.args.ts";

const PAGE_SIZE = 100;

@Resolver(() => ChangeType)
export class ChangesResolver {
  @Query(() => ChangePageType, {
    description: [
      "Ordered, gap-free log of visible changes, deletions included: of stories, and of the sections, tags, people, pictures",
      "and storylines that they share. Poll with nextToken; it is never null.",
      "A mirror: read from the beginning (no `since`) while hasMore, then poll. Keep `node` where it is given; remove",
      "`entityId` where it is null. A change may be told twice, and what a story was in between may be left out; the",
      'mirror ends up as the newsroom is. To follow only what is to come, begin with `since: "now"`.',
      "What a story, a storyline or a front shows of other stories is told of as well, when one of these appears, by itself",
      "too, goes, or gets another headline. The desk is told when a change is made, not when its moment comes.",
      "An unknown token is TOKEN_INVALID; one older than the log is TOKEN_EXPIRED: start over.",
    ].join("\n"),
  })
  changes(
    @Args(() => ChangesArgs) { since, filter, first }: ChangesArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<ChangePage> {
    const args = changesArgs({ since, filter: filterOf(filter ?? {}), first: first ?? PAGE_SIZE }, content);
    return readChanges(content, { args, selection });
  }

  @FieldResolver(() => ID, { description: "What changed." })
  @Reads("entityType", "entityId")
  entityId(@Root() { entityType, entityId }: ChangeRow): string {
    return globalId(TYPE_OF_ENTITY[entityType], entityId);
  }

  @FieldResolver(() => NodeInterface, {
    nullable: true,
    description:
      "As it is now; null when it is not there now, and where it is to be removed (WITHDRAWN, DELETED, LEFT; of what the desk is told, the last two).",
  })
  @Reads("entityType", "entityId", "isRemoved")
  node(@Root() { entityType, entityId, isRemoved }: ChangeRow, @Asks() asking: Asking): Promise<object | null> | null {
    return isRemoved === "t" ? null : findNode(asking, { type: TYPE_OF_ENTITY[entityType], key: entityId });
  }

  @FieldResolver(() => ArticleType, { nullable: true, description: "The same, of a story." })
  @LeadsTo("article")
  article(@Root() change: ChangeRow): Row | null {
    return ahead(change, "article") as Row | null;
  }

  @FieldResolver(() => TombstoneType, {
    nullable: true,
    description:
      "Of a story WITHDRAWN or DELETED; null where it vanished (see WithdrawalKind), or was taken back within a minute before it was to appear.",
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
  readonly entityType: keyof typeof EntityType;
  readonly entityId: number;
  /** PostgreSQL's boolean: « t ». */
  readonly isRemoved: string;
  /** Null: readers are not told it. */
  readonly uri: string | null;
  readonly at: string;
  readonly kind: ChangeType["kind"];
}

/** @throws {GatewayError} ID_INVALID, LOCALE_INVALID */
function filterOf({ types, kinds, sections, languages }: ChangeFilterInput): ChangeFilter {
  return {
    types: types?.length ? types : undefined,
    kinds: kinds?.length ? kinds : undefined,
    sections: sections?.length ? sections.map((id) => globalId("Section", keyOf("Section", id))) : undefined,
    languages: languages?.length ? languages.map(checkLocale) : undefined,
  };
}

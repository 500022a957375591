import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pendingFieldsOf } from "../../content/article/pending-fields.rules.ts";
import { type HeldRow, visibilityAt } from "../../content/article/visibility.rules.ts";
import { ahead } from "../../content/reading/ahead.ts";
import type { Selection } from "../../content/reading/selection.ts";
import type { Context } from "../context.ts";
import { Reads, ReadsWhole } from "../shared/reads.ts";
import { type ArticleRow, ArticleType } from "./article.type.ts";
import { PendingFieldType, VisibilityType } from "./visibility.type.ts";

const WITH_PENDING: Selection = {
  columns: ["section"],
  to: new Map([
    ["pending:{}", { name: "pending", args: {}, selection: { columns: ["draft", "fields"], to: new Map() } }],
  ]),
};

type Pending = Parameters<typeof pendingFieldsOf>[0];

/** What the desk is told of who holds a story back, and what of it waits. */
@Resolver(() => ArticleType)
export class ArticleVisibilityResolver {
  @FieldResolver(() => VisibilityType, {
    nullable: true,
    description: "Whether readers see it, and what holds it back. Null outside the desk's view.",
  })
  @Reads(
    "version",
    "status",
    "publishedAt",
    "embargoedUntil",
    "sourceStatus",
    "sourceEmbargoedUntil",
    "deskStatus",
    "deskEmbargoedUntil",
  )
  visibility(@Root() article: HeldRow, @Ctx() { content }: Context): VisibilityType | null {
    return content.view === "DESK" ? visibilityAt(article, content.now) : null;
  }

  @FieldResolver(() => [PendingFieldType], {
    description:
      "What the source has newer of parts that the desk wrote, for the desk to take or leave (`settleFromSource`). None outside the desk's view.",
  })
  @ReadsWhole(WITH_PENDING)
  pendingFromSource(@Root() article: ArticleRow, @Ctx() { content }: Context): PendingFieldType[] {
    const pending = ahead(article, "pending") as (Omit<Pending, "fields"> & { fields: string }) | null;
    if (!pending) return [];
    const isLicensed = !content.licence || (article.section !== null && content.licence.includes(article.section));
    return pendingFieldsOf({ ...pending, fields: fieldsIn(pending.fields) }, isLicensed);
  }
}

/** PostgreSQL's text of an array of names. */
const fieldsIn = (text: string): string[] => text.slice(1, -1).split(",").filter(Boolean);

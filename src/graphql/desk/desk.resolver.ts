import { Arg, Args, Ctx, Mutation, Resolver } from "type-graphql";
import { correctArticle, createArticle, updateArticle } from "../../content/desk/article.desk.ts";
import type { Desk, Written } from "../../content/desk/desk.ts";
import { publishArticle, unpublishArticle, withdrawArticle } from "../../content/desk/lifecycle.desk.ts";
import { setFront } from "../../content/desk/front.desk.ts";
import { settleFromSource } from "../../content/desk/settle.desk.ts";
import { setRelated } from "../../content/desk/related.desk.ts";
import type { ArticlePatch } from "../../content/desk/article-patch.ts";
import type { Context } from "../context.ts";
import { BYTES_OF_AN_HTML_POINT, textPoints } from "../limits/prices.ts";
import { Costs } from "../shared/costs.ts";
import { requireScope } from "../shared/require-scope.ts";
import { ArticleInputType, type ArticlePatchInput } from "./article.input.ts";
import {
  ArticleArgs,
  CorrectArticleArgs,
  PublishArticleArgs,
  SetFrontArgs,
  SetRelatedArgs,
  SettleFromSourceArgs,
  UpdateArticleArgs,
  WithdrawArticleArgs,
} from "./desk.args.ts";
import { DeskIds } from "./desk-ids.ts";
import { ArticlePayloadType, FrontPayloadType } from "./desk-payload.type.ts";

/** A body is read when it is written. */
function bodyPoints(input: unknown): number {
  const html = typeof input === "object" && input !== null && "bodyHtml" in input ? input.bodyHtml : undefined;
  return typeof html === "string" ? textPoints(html, BYTES_OF_AN_HTML_POINT) : 0;
}

/** All of it takes the scope content:write. */
@Resolver()
export class DeskResolver {
  @Mutation(() => ArticlePayloadType, { description: "Makes a draft." })
  @Costs({ byValue: { input: bodyPoints } })
  createArticle(
    @Arg("input", () => ArticleInputType) input: ArticleInputType,
    @Ctx() context: Context,
  ): Promise<Written> {
    const ids = new DeskIds();
    const { uri, headline, language } = input;
    const article = { ...patchOf(input, ids, "input"), uri, headline, language };
    return written(context, ids, (desk) => createArticle(desk, article));
  }

  @Mutation(() => ArticlePayloadType, { description: "Changes an article in any status but WITHDRAWN." })
  @Costs({ byValue: { patch: bodyPoints } })
  updateArticle(
    @Args(() => UpdateArticleArgs) { patch, storiesWithoutPlace, ...args }: UpdateArticleArgs,
    @Ctx() context: Context,
  ): Promise<Written> {
    const ids = new DeskIds();
    const [addressed, changes] = [addressedBy(args, ids), patchOf(patch, ids, "patch")];
    return written(context, ids, (desk) => updateArticle(desk, addressed, { ...changes, storiesWithoutPlace }));
  }

  @Mutation(() => ArticlePayloadType, {
    description: "Publishes a draft, schedules it, or sets another time for what is scheduled. No job has to run.",
  })
  publishArticle(
    @Args(() => PublishArticleArgs) { at, embargoUntil, ...args }: PublishArticleArgs,
    @Ctx() context: Context,
  ): Promise<Written> {
    const ids = new DeskIds();
    const addressed = addressedBy(args, ids);
    const publication = {
      at: at == null ? null : new Date(at),
      embargoUntil: embargoUntil == null ? embargoUntil : new Date(embargoUntil),
    };
    return written(context, ids, (desk) => publishArticle(desk, addressed, publication));
  }

  @Mutation(() => ArticlePayloadType, {
    description: "Makes a draft again of what is published or scheduled, without a word to readers.",
  })
  unpublishArticle(@Args(() => ArticleArgs) args: ArticleArgs, @Ctx() context: Context): Promise<Written> {
    const ids = new DeskIds();
    const addressed = addressedBy(args, ids);
    return written(context, ids, (desk) => unpublishArticle(desk, addressed));
  }

  @Mutation(() => ArticlePayloadType, { description: "Puts an error in a published article right, and says so." })
  @Costs({ byValue: { patch: bodyPoints } })
  correctArticle(
    @Args(() => CorrectArticleArgs) { kind, note, patch, storiesWithoutPlace, ...args }: CorrectArticleArgs,
    @Ctx() context: Context,
  ): Promise<Written> {
    const ids = new DeskIds();
    const addressed = addressedBy(args, ids);
    const changes = { ...patchOf(patch, ids, "patch"), storiesWithoutPlace };
    return written(context, ids, (desk) => correctArticle(desk, addressed, { kind, note, patch: changes }));
  }

  @Mutation(() => ArticlePayloadType, {
    description:
      "The kill: body, edges and pictures vanish everywhere at once; a mandatory change remains and, but of kinds that vanish, a tombstone. Final.",
  })
  withdrawArticle(
    @Args(() => WithdrawArticleArgs) { kind, publicText, reason, ...args }: WithdrawArticleArgs,
    @Ctx() context: Context,
  ): Promise<Written> {
    const ids = new DeskIds();
    const addressed = addressedBy(args, ids);
    const replacementId = ids.optional("Article", args.replacementId, ["replacementId"]);
    return written(context, ids, (desk) =>
      withdrawArticle(desk, addressed, { kind, publicText, reason, replacementId }),
    );
  }

  @Mutation(() => ArticlePayloadType, {
    description:
      "Takes or leaves what the source has newer of parts that the desk wrote. A story that waits whole (see `ingest`) is taken as a draft by naming any of its fields; `publishArticle` takes and publishes it.",
  })
  settleFromSource(
    @Args(() => SettleFromSourceArgs) { take, ...args }: SettleFromSourceArgs,
    @Ctx() context: Context,
  ): Promise<Written> {
    const ids = new DeskIds();
    const addressed = addressedBy(args, ids);
    return written(context, ids, (desk) => settleFromSource(desk, addressed, take));
  }

  @Mutation(() => ArticlePayloadType, {
    description:
      "Replaces the editor's related stories of a placement. Imported ones stay behind them. Inline, the n-th story stands in the n-th place that the body keeps for them; more than it has places are refused with NO_PLACE.",
  })
  setRelated(
    @Args(() => SetRelatedArgs) { articleId, placement, items, ifVersion }: SetRelatedArgs,
    @Ctx() context: Context,
  ): Promise<Written> {
    const ids = new DeskIds();
    const addressed = { articleId: ids.key("Article", articleId, ["articleId"]), ifVersion, at: "articleId" };
    const stories = items.map(({ articleId: other, kind, label }, index) => ({
      kind,
      label,
      articleId: ids.key("Article", other, ["items", String(index), "articleId"]),
    }));
    return written(context, ids, (desk) => setRelated(desk, addressed, { placement, items: stories }));
  }

  @Mutation(() => FrontPayloadType, { description: "Replaces what the desk has put on a section's front." })
  async setFront(
    @Args(() => SetFrontArgs) { sectionId, slots }: SetFrontArgs,
    @Ctx() context: Context,
  ): Promise<FrontPayloadType> {
    const ids = new DeskIds();
    const section = ids.key("Section", sectionId, ["sectionId"]);
    const stories = slots.map(({ articleId, headline }, index) => ({
      headline,
      articleId: ids.key("Article", articleId, ["slots", String(index), "articleId"]),
    }));
    const { problems, purgedTags } = await written(context, ids, (desk) =>
      setFront(desk, { sectionId: section, slots: stories }),
    );
    return {
      problems,
      purgedTags,
      section: problems.length > 0 ? null : (context.content.sections.byId.get(section) ?? null),
    };
  }
}

/** @throws {GatewayError} FORBIDDEN, UNAUTHENTICATED */
export async function written(
  { content, em, writeClock, writes }: Context,
  { problems }: DeskIds,
  work: (desk: Desk) => Promise<Written>,
): Promise<Written> {
  const write = writes?.next();
  requireScope(content.viewer, "content:write");
  if (problems.length > 0) return { articleId: null, problems, purgedTags: [], at: null };
  const { view, newsroom, licence, mayMove } = content;
  const { publicUrl } = newsroom;
  const done = await work({ em: em(), now: writeClock?.(), write, publicUrl, view, licence, mayMove });
  content.advance(done.at);
  // Readers may meet a section from here on; the desk's view has had it before.
  if (view === "PUBLIC") await content.refreshSections();
  return done;
}

const addressedBy = ({ id, ifVersion }: ArticleArgs, ids: DeskIds) => ({
  articleId: ids.key("Article", id, ["id"]),
  ifVersion,
});

function patchOf(patch: ArticlePatchInput, ids: DeskIds, at: string): ArticlePatch {
  const { contributorIds, sectionId, tagIds, leadImageId, syndicatable, ...texts } = patch;
  return {
    ...texts,
    contributors: ids.list("Contributor", contributorIds, [at, "contributorIds"]),
    section: ids.optional("Section", sectionId, [at, "sectionId"]),
    tags: ids.list("Tag", tagIds, [at, "tagIds"]),
    leadImage: ids.optional("Image", leadImageId, [at, "leadImageId"]),
    isSyndicatable: syndicatable,
  };
}

import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { writersTime } from "../../content/article/writers-lock.ts";
import type { Problem } from "../../content/problem.ts";
import type { Context } from "../context.ts";
import { BYTES_OF_A_FEED_POINT, BYTES_OF_AN_HTML_POINT, textPoints } from "../limits/prices.ts";
import { requireScope } from "../shared/require-scope.ts";
import { IngestArgs } from "./desk.args.ts";
import { IngestPayloadType } from "./desk-payload.type.ts";

@Resolver()
export class IngestResolver {
  @Mutation(() => IngestPayloadType, {
    description: "Reads a document into the newsroom, like `npm run ingest`. Scope content:write.",
  })
  async ingest(
    @Args(() => IngestArgs) { format, document, publish, dryRun }: IngestArgs,
    @Ctx() { content, em, ingest, writeClock, writes, budget }: Context,
  ): Promise<IngestPayloadType> {
    const write = writes?.next();
    requireScope(content.viewer, "content:write");
    await budget?.take(
      textPoints(document, format === "ARTICLE_HTML" ? BYTES_OF_AN_HTML_POINT : BYTES_OF_A_FEED_POINT),
    );
    const result = await ingest({
      format,
      document,
      isPublishing: publish === true,
      isDryRun: dryRun === true,
      now: new Date(content.now),
      writtenAt: writeClock?.(),
      write,
      mayMove: content.mayMove,
    });
    if ("reason" in result) return { items: [], problems: [refusal(result)] };
    const isKept = dryRun !== true;
    if (isKept) content.advance(writeClock?.() ?? (await writersTime(em())));
    if (isKept) await content.refreshSections();
    const items = result.map((item, index) => ({
      ...item,
      index,
      articleId: isKept ? item.articleId : null,
      problems: item.problems.map(({ path, reason }): Problem => ({
        code: "VALUE_INVALID",
        message: reason,
        path: path.split("/").slice(1),
      })),
    }));
    return { items, problems: [] };
  }
}

const refusal = ({ reason, isTooMany }: { reason: string; isTooMany: boolean }): Problem => ({
  code: isTooMany ? "TOO_MANY" : "DOCUMENT_UNREADABLE",
  message: reason,
  path: ["document"],
});

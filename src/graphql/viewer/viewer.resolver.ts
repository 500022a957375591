import { Ctx, Query, Resolver } from "type-graphql";
import type { RateLimit } from "../budget.ts";
import type { Context } from "../context.ts";
import { type RateLimitType, ViewerType } from "./viewer.type.ts";

@Resolver()
export class ViewerResolver {
  @Query(() => ViewerType, { description: "Who am I, what may I see, what have I left." })
  viewer(@Ctx() { content, budget }: Context): ViewerType {
    const { kind, name, scopes } = content.viewer;
    const sections = content.licensedSections?.flatMap((id) => content.sections.byId.get(id) ?? []) ?? null;
    return {
      kind,
      name,
      scopes,
      view: content.view,
      sections,
      rateLimit: budget?.left ? rateLimit(budget.left) : null,
    };
  }
}

const rateLimit = ({ limit, remaining, resetAt }: RateLimit): RateLimitType => ({
  limit,
  remaining,
  resetAt: new Date(resetAt).toISOString(),
});

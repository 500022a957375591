import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { Problem } from "../../content/problem.ts";
import type { Context } from "../context.ts";
import { requireScope } from "../shared/require-scope.ts";
import { ApiKeyInput } from "./api-key.input.ts";
import { KeyPayloadType } from "./key-payload.type.ts";

@Resolver()
export class ApiKeyResolver {
  @Mutation(() => KeyPayloadType, {
    description:
      "Scope keys:admin. A caller cannot give scopes or sections that it has not itself: BEYOND_CALLER. The answer shows the key, this once: `secret` is null for who asks again with the same idempotency key.",
  })
  async createApiKey(
    @Arg("input", () => ApiKeyInput) input: ApiKeyInput,
    @Ctx() { content, apiKeys, writes }: Context,
  ): Promise<KeyPayloadType> {
    const write = writes?.next();
    requireScope(content.viewer, "keys:admin");
    const { name, scopes, pointsPerMinute = null, expiresAt } = input;
    const sectionIds = input.sectionIds?.map((id) => keyIn("Section", id)) ?? null;
    const unknown = sectionIds?.flatMap((id, index) =>
      id === undefined ? [idInvalid(input.sectionIds?.[index], "input", "sectionIds", `${index}`)] : [],
    );
    if (unknown && unknown.length > 0) return refused(unknown);
    const draft = {
      name,
      scopes,
      sectionIds: sectionIds?.map(Number) ?? null,
      pointsPerMinute,
      expiresAt: expiresAt == null ? null : new Date(expiresAt),
    };
    const granted = await apiKeys.grant(draft, { viewer: content.viewer, sections: content.sections, write });
    if (!("id" in granted))
      return refused(granted.problems.map((problem) => ({ ...problem, path: ["input", ...problem.path] })));
    return { problems: [], id: `ApiKey:${granted.id}`, secret: granted.token };
  }

  @Mutation(() => KeyPayloadType, {
    description:
      "Scope keys:admin. The key lets nobody in from now on. BEYOND_CALLER: the caller could not have made it.",
  })
  async revokeApiKey(
    @Arg("id", () => ID) id: string,
    @Ctx() { content, apiKeys, writes }: Context,
  ): Promise<KeyPayloadType> {
    const write = writes?.next();
    requireScope(content.viewer, "keys:admin");
    const key = keyIn("ApiKey", id);
    if (key === undefined) return refused([idInvalid(id, "id")]);
    const revoked = await apiKeys.revoke(key, { viewer: content.viewer, sections: content.allSections, write });
    return "id" in revoked ? { problems: [], id, secret: null } : refused(revoked.problems);
  }
}

const refused = (problems: readonly Problem[]): KeyPayloadType => ({ problems, id: null, secret: null });

/** The key in an id of this type; undefined when it is another. */
function keyIn(type: "Section" | "ApiKey", id: string): number | undefined {
  const [, of, digits] = /^(\w+):([1-9]\d{0,14})$/.exec(id) ?? [];
  return of === type ? Number(digits) : undefined;
}

const idInvalid = (id: string | undefined, ...path: string[]): Problem => ({
  code: "ID_INVALID",
  message: `${(id ?? "").slice(0, 50)} is no id of that kind.`,
  path,
});

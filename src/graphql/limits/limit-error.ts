import { type ASTNode, GraphQLError } from "graphql";
import { LIMITS, type LimitName } from "./limits.ts";

type RefusingLimit = { [Name in LimitName]: (typeof LIMITS)[Name]["code"] extends null ? never : Name }[LimitName];

/** The refusal of what is beyond a limit. */
export function beyond(name: RefusingLimit, message: string, node?: ASTNode): GraphQLError {
  return new GraphQLError(message, { nodes: node ?? null, extensions: { code: LIMITS[name].code } });
}

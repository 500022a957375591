import { unwrapResolverError } from "@apollo/server/errors";
import type { GraphQLFormattedError } from "graphql";
import { ERROR_CODES, type ErrorCode, GatewayError } from "../errors.ts";
import type { Limits } from "./limits/limits.ts";

/** An error as clients see it: a message, where, and one of our codes. A fault of our own says only that it is one. */
export function errorFormat({ maxMessageLength }: Pick<Limits, "maxMessageLength">) {
  return ({ message, locations, path, extensions }: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    const code = codeOf(error, extensions?.["code"]);
    const shown = code === "INTERNAL" ? "Something went wrong on our side." : message.slice(0, maxMessageLength);
    const requestId = code === "INTERNAL" ? extensions?.["requestId"] : undefined;
    return { message: shown, ...place, extensions: { code, ...(requestId === undefined ? {} : { requestId }) } };
  };
}

/** @param given the code that Apollo Server found on the error, or gave it */
export function codeOf(error: unknown, given: unknown): ErrorCode {
  const cause = unwrapResolverError(error);
  if (cause instanceof GatewayError) return cause.code;
  if (typeof given === "string" && Object.hasOwn(ERROR_CODES, given)) return given as ErrorCode;
  // Execution finds arguments that variables made wrong; whatever else it throws is about our own data.
  return cause instanceof Error && /^(?:Argument|Variable) "/.test(cause.message) ? "BAD_USER_INPUT" : "INTERNAL";
}

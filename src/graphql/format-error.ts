import { unwrapResolverError } from "@apollo/server/errors";
import type { GraphQLFormattedError } from "graphql";
import { ERROR_CODES, type ErrorCode, GatewayError } from "../errors.ts";
import { isUnavailable, UNAVAILABLE_MESSAGE } from "../unavailable.ts";
import { keyToAskAgain } from "../write-outcome.ts";
import type { Limits } from "./limits/limits.ts";

/** What is told of errors whose own words are for the log. */
const WITHOUT_WORDS: Partial<Record<ErrorCode, string>> = {
  INTERNAL: "Something went wrong on our side.",
  UNAVAILABLE: UNAVAILABLE_MESSAGE,
};

const isOurs = (error: unknown) => unwrapResolverError(error) instanceof GatewayError;
/** What graphql-js ends with where a name is nearly right; some of its rules do so even where suggestions are hidden. */
const SUGGESTION = " Did you mean ";

export interface ErrorRules extends Pick<Limits, "maxMessageLength"> {
  /** Messages suggest no names of the schema. */
  readonly hideSuggestions: boolean;
}

/** An error as clients see it: a message, where, and one of our codes. A fault of our own says only that it is one. */
export function errorFormat({ maxMessageLength, hideSuggestions }: ErrorRules) {
  const textOf = (message: string) =>
    (hideSuggestions ? withoutSuggestion(message) : message).slice(0, maxMessageLength);
  return ({ message, locations, path, extensions }: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    const code = codeOf(error, extensions?.["code"]);
    const shown = (isOurs(error) ? undefined : WITHOUT_WORDS[code]) ?? textOf(message);
    const requestId = code === "INTERNAL" ? extensions?.["requestId"] : undefined;
    const asked = requestId === undefined ? keyToAskAgain(unwrapResolverError(error)) : { requestId };
    return { message: shown, ...place, extensions: { code, ...asked } };
  };
}

function withoutSuggestion(message: string): string {
  const start = message.endsWith("?") ? message.lastIndexOf(SUGGESTION) : -1;
  return start < 0 ? message : message.slice(0, start);
}

/** @param given the code that Apollo Server found on the error, or gave it */
export function codeOf(error: unknown, given: unknown): ErrorCode {
  const cause = unwrapResolverError(error);
  if (cause instanceof GatewayError) return cause.code;
  if (isUnavailable(cause)) return "UNAVAILABLE";
  if (typeof given === "string" && Object.hasOwn(ERROR_CODES, given)) return given as ErrorCode;
  // Execution finds arguments that variables made wrong; whatever else it throws is about our own data.
  return cause instanceof Error && /^(?:Argument|Variable) "/.test(cause.message) ? "BAD_USER_INPUT" : "INTERNAL";
}

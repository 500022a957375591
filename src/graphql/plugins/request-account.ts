import type { ApolloServerPlugin, GraphQLRequestListener } from "@apollo/server";
import { GraphQLError, type GraphQLFormattedError, OperationTypeNode } from "graphql";
import { ACCESS_CODES, type ErrorCode } from "../../errors.ts";
import { keyToAskAgain, UnknownOutcome, type WriteOutcome } from "../../write-outcome.ts";
import type { Context } from "../context.ts";
import type { Prepared, Refused } from "../documents/documents.ts";
import type { Executed } from "../execution/executor.ts";
import { codeOf } from "../format-error.ts";

/** A request's context with what is told of it once it is answered: an object of its own, for Apollo copies contexts. */
export interface AccountedContext extends Context {
  readonly account: {
    /** Name of the operation; undefined when it has none or was not found. */
    operation: string | undefined;
    /** Code of the first error of an answer, with data or without. */
    errorCode: ErrorCode | undefined;
    /** The same where it says why nothing was answered. */
    refusal: ErrorCode | undefined;
    /** What the operation came to, when it was run before Apollo Server got it. */
    executed: Executed | undefined;
  };
  /** What the executor executes, or refuses. */
  readonly asked: Prepared | Refused;
  readonly isCostAsked: boolean;
  /** The request may not write, whatever its document says. */
  readonly isReadOnly: boolean;
}

/** The database went away: before it wrote anything, or nobody knows. */
const OUTAGES: ReadonlySet<ErrorCode | undefined> = new Set<ErrorCode>(["UNAVAILABLE", "UNKNOWN_OUTCOME"]);

const codeIn = (error: GraphQLFormattedError | undefined) => error?.extensions?.["code"] as ErrorCode | undefined;

/** Also where it was written, and the database went away before the answer was read. */
function unknown({ idempotencyKey }: WriteOutcome): GraphQLFormattedError {
  const error = new UnknownOutcome(idempotencyKey);
  return { message: error.message, extensions: { code: error.code, ...keyToAskAgain(error) } };
}

interface Accounting {
  /** In an answer; the rest are left out. */
  readonly maxErrors: number;
  readonly onFault: (fault: unknown, requestId: string) => void;
}

/**
 * Keeps account of each request: refuses writes of read-only ones, reports faults of our own and puts the request's id on
 * their errors, so that a reader can quote it, and notes why nothing was run.
 */
export function requestAccount({ maxErrors, onFault }: Accounting): ApolloServerPlugin<AccountedContext> {
  const listener: GraphQLRequestListener<AccountedContext> = {
    async didResolveOperation({ operation, contextValue }) {
      if (!contextValue.isReadOnly || operation?.operation !== OperationTypeNode.MUTATION) return;
      throw new GraphQLError("GET takes queries only: mutations go by POST.", {
        nodes: operation,
        extensions: { code: "METHOD_NOT_ALLOWED" satisfies ErrorCode },
      });
    },
    async didEncounterErrors({ contextValue: { requestId }, errors }) {
      for (const error of errors.slice(0, maxErrors)) {
        const code = codeOf(error, error.extensions["code"]);
        if (code === "INTERNAL") error.extensions["requestId"] = requestId;
        if (code === "INTERNAL" || OUTAGES.has(code)) onFault(error.originalError ?? error, requestId);
      }
    },
    async willSendResponse({ response, contextValue, operation }) {
      // What one caller asked to be told is nothing to keep for others.
      if (contextValue.isCostAsked) response.http.headers.set("cache-control", "no-store");
      const singleResult = response.body.kind === "single" ? response.body.singleResult : undefined;
      if (!singleResult?.errors) return;
      response.http.headers.set("cache-control", "no-store");
      let outage = singleResult.errors.map(codeIn).find((code) => OUTAGES.has(code));
      singleResult.errors = singleResult.errors.slice(0, maxErrors);
      // Half an answer is none; but of several writes what was done is told.
      const isPartOfWrites =
        operation?.operation !== OperationTypeNode.QUERY && Object.values(singleResult.data ?? {}).some(Boolean);
      if (outage && !isPartOfWrites) {
        delete singleResult.data;
        const { outcome } = contextValue.writes ?? {};
        if (outcome?.mayBeWritten) {
          outage = "UNKNOWN_OUTCOME";
          singleResult.errors = [unknown(outcome)];
        }
      }
      const { data } = singleResult;
      const code = outage ?? codeIn(singleResult.errors[0]);
      const isRefusal = data === undefined || (data === null && ACCESS_CODES.has(code));
      Object.assign(contextValue.account, { errorCode: code, refusal: isRefusal ? code : undefined });
    },
  };
  return {
    requestDidStart: async () => listener,
    // A fault of the pipeline itself, not of a field.
    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      onFault(error, requestContext.contextValue.requestId);
    },
  };
}

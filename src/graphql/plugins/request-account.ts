import type { ApolloServerPlugin } from "@apollo/server";
import type { Context } from "../context.ts";
import { codeOf } from "../format-error.ts";

/** A request's context with what is told of it once it is answered: an object of its own, for Apollo copies contexts. */
export interface AccountedContext extends Context {
  readonly account: {
    /** Name of the operation; undefined when it has none or was not found. */
    operation: string | undefined;
  };
}

/**
 * Notes which operation ran, reports faults of our own, and puts the request's id on their errors, so that a reader can
 * quote it.
 */
export function requestAccount(
  onFault: (fault: unknown, requestId: string) => void,
): ApolloServerPlugin<AccountedContext> {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ contextValue, operationName }) {
        contextValue.account.operation = operationName ?? undefined;
      },
      async didEncounterErrors({ contextValue, errors }) {
        for (const error of errors) {
          if (codeOf(error, error.extensions["code"]) === "INTERNAL")
            onFault(error.originalError ?? error, contextValue.requestId);
        }
      },
      async willSendResponse({ contextValue, response }) {
        if (response.body.kind !== "single" || !response.body.singleResult.errors) return;
        response.body.singleResult.errors = response.body.singleResult.errors.map((error) =>
          error.extensions?.["code"] === "INTERNAL"
            ? { ...error, extensions: { ...error.extensions, requestId: contextValue.requestId } }
            : error,
        );
      },
    }),
  };
}

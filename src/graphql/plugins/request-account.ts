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

/** Reports faults of our own, and puts the request's id on their errors, so that a reader can quote it. */
export function requestAccount(
  onFault: (fault: unknown, requestId: string) => void,
): ApolloServerPlugin<AccountedContext> {
  return {
    requestDidStart: async () => ({
      async didEncounterErrors({ contextValue: { requestId }, errors }) {
        for (const error of errors) {
          if (codeOf(error, error.extensions["code"]) !== "INTERNAL") continue;
          onFault(error.originalError ?? error, requestId);
          error.extensions["requestId"] = requestId;
        }
      },
    }),
  };
}

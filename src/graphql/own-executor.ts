import type { GatewayInterface } from "@apollo/server-gateway-interface";
import type { GraphQLSchema } from "graphql";
import { type Executor, plainResult } from "./execution/executor.ts";
import type { Limits } from "./limits/limits.ts";
import type { AccountedContext } from "./plugins/request-account.ts";

/** Apollo Server takes another executor by the door made for its gateways. */
export function withOwnExecutor(schema: GraphQLSchema, execute: Executor, limits: Limits): GatewayInterface {
  return {
    async load() {
      return {
        schema,
        executor: async ({ request, operationName, context }) => {
          const { asked, account, isCostAsked } = context as AccountedContext;
          if ("errors" in asked) return { errors: asked.errors };
          account.operation = operationName ?? undefined;
          const { document, points } = asked;
          const result = plainResult(
            account.executed ??
              (await execute({
                document,
                operationName: request.operationName,
                variables: request.variables,
                contextValue: context,
              })),
          );
          return isCostAsked ? { ...result, extensions: { cost: { points, limit: limits.maxCost } } } : result;
        },
      };
    },
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => {};
    },
    async stop() {},
  };
}

import { ApolloServer, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GatewayInterface } from "@apollo/server-gateway-interface";
import type { GraphQLSchema } from "graphql";
import { createContent, type Newsroom } from "../content/content.ts";
import type { Row } from "../content/reading/source.ts";
import type { SectionCache } from "../content/section/section-cache.ts";
import type { Reader } from "../database/reader.ts";
import { createExecutor } from "./execution/executor.ts";
import { formatError } from "./format-error.ts";
import { type AccountedContext, requestAccount } from "./plugins/request-account.ts";

export interface GatewayParts {
  readonly schema: GraphQLSchema;
  readonly newsroom: Newsroom;
  readonly sectionCache: SectionCache;
  /** The reads of one request. */
  reader(): Reader;
  now(): Date;
  readonly isIntrospectable: boolean;
  /** Hears of faults of our own, which clients do not. */
  onFault(fault: unknown, requestId: string): void;
}

export interface Answer {
  readonly response: HTTPGraphQLResponse;
  readonly operation: string | undefined;
  /** SQL statements it took. */
  readonly statementCount: number;
}

/** The GraphQL side of the gateway: requests in, answers out. */
export interface Gateway {
  execute(request: HTTPGraphQLRequest, meta: { readonly requestId: string }): Promise<Answer>;
  stop(): Promise<void>;
}

export async function createGateway(parts: GatewayParts): Promise<Gateway> {
  const { schema, newsroom, sectionCache, isIntrospectable } = parts;
  const apollo = new ApolloServer<AccountedContext>({
    gateway: withOwnExecutor(schema),
    introspection: isIntrospectable,
    hideSchemaDetailsFromClientErrors: !isIntrospectable,
    includeStacktraceInErrorResponses: false,
    // No cookies, so nothing that a foreign page could have a browser send on its user's behalf.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    stringifyResult: (result) => JSON.stringify(result),
    formatError,
    plugins: [
      // It would wrap every field of every answer.
      ApolloServerPluginCacheControlDisabled(),
      // It would load itself from a foreign host.
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requestAccount((fault, requestId) => parts.onFault(fault, requestId)),
    ],
  });
  await apollo.start();
  return {
    async execute(httpGraphQLRequest, { requestId }) {
      const reader = parts.reader();
      const content = await createContent({ reader, sectionCache, newsroom, now: parts.now() });
      const context: AccountedContext = { content, requestId, account: { operation: undefined } };
      const response = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        context: () => Promise.resolve(context),
      });
      return { response, operation: context.account.operation, statementCount: reader.statementCount };
    },
    stop: () => apollo.stop(),
  };
}

/** Apollo Server takes another executor by the door made for its gateways. */
function withOwnExecutor(schema: GraphQLSchema): GatewayInterface {
  const execute = createExecutor(schema, { ahead: (parent, key) => (parent as Row)[key] });
  return {
    async load() {
      return {
        schema,
        executor: async ({ document, request, operationName, context }) => {
          (context as AccountedContext).account.operation = operationName ?? undefined;
          return execute({ document, operationName, variables: request.variables, contextValue: context });
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

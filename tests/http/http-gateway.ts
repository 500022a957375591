import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { ApolloServer } from "@apollo/server";
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import type { GraphqlService } from "../../src/http/graphql-service.ts";
import { Readiness } from "../../src/http/readiness.ts";
import { createHttpServer, type HttpServerParts } from "../../src/http/server.ts";
import { createLog } from "../../src/log.ts";

/** A request that waits in its resolver until the test lets it go on. */
interface Gate {
  readonly entered: Promise<void>;
  readonly open: () => void;
}

interface Context {
  readonly requestId: string;
  readonly pass: () => Promise<void>;
}

const SCHEMA = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, Context>({
    name: "Query",
    fields: {
      greeting: {
        type: new GraphQLNonNull(GraphQLString),
        args: { name: { type: GraphQLString, defaultValue: "été" } },
        resolve: (_source, { name }: { name: string }) => `Bonjour ${name}`,
      },
      requestId: {
        type: GraphQLString,
        resolve: (_source, _args, context: Context) => context.requestId,
      },
      gated: {
        type: GraphQLInt,
        resolve: async (_source, _args, context: Context) => {
          await context.pass();
          return 1;
        },
      },
    },
  }),
});

/** The HTTP server on a free port over a real Apollo Server with a schema of three fields; closes itself. */
export async function startHttpGateway(parts: Partial<HttpServerParts> = {}) {
  const entered = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const gate: Gate = { entered: entered.promise, open: opened.resolve };
  const graphql = await startGraphql(() => {
    entered.resolve();
    return opened.promise;
  });
  const lines: string[] = [];
  const readiness = parts.readiness ?? new Readiness(async () => {});
  const app = createHttpServer({
    config: { hasGraphiql: true, maxBodyBytes: 1024 },
    log: createLog("info", { write: (line) => void lines.push(line) }),
    graphql,
    savedOperations: [],
    ...parts,
    readiness,
  });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    app,
    readiness,
    gate,
    origin,
    fetch: (path: string, init?: RequestInit) => fetch(origin + path, { redirect: "manual", ...init }),
    /** Parsed log lines once `count` are there; a line is written just after its answer. */
    logLines: async (count: number): Promise<Record<string, unknown>[]> => {
      while (lines.length < count) await sleep(5);
      return lines.map((line) => JSON.parse(line));
    },
    /** Until the server has noticed that every client has left. */
    allClientsGone: async () => {
      while ((await promisify(app.server.getConnections.bind(app.server))()) > 0) await sleep(5);
    },
    [Symbol.asyncDispose]: async () => {
      opened.resolve();
      await app.close();
      await graphql.stop();
    },
  };
}

/** The service over the tests' schema; `pass` is awaited by `gated`. */
export async function startGraphql(pass: () => Promise<void>): Promise<GraphqlService & { stop(): Promise<void> }> {
  const apollo = new ApolloServer<Context>({
    schema: SCHEMA,
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
  });
  await apollo.start();
  return {
    execute: async (httpGraphQLRequest, { requestId }) => ({
      response: await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        context: async () => ({ requestId, pass }),
      }),
      operation: "Greeting",
      statementCount: 3,
    }),
    stop: () => apollo.stop(),
  };
}

/** A POST of a GraphQL document. */
export const postOf = (query: string): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ query }),
});

/** The one error shape. */
export const errorText = (code: string, message: string) =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });

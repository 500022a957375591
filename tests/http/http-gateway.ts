import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import {
  type GraphQLFieldConfig,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from "graphql";
import { loadConfig } from "../../src/config.ts";
import { readSections } from "../../src/content/section/sections.ts";
import { GatewayError } from "../../src/errors.ts";
import type { DocumentRules } from "../../src/graphql/documents/documents.ts";
import { DEFAULT_LIMITS } from "../../src/graphql/limits/limits.ts";
import { createGateway, type Gateway } from "../../src/graphql/gateway.ts";
import { Connections } from "../../src/http/connections.ts";
import { Readiness } from "../../src/http/readiness.ts";
import { createHttpServer, type HttpServerParts } from "../../src/http/server.ts";
import { createLog } from "../../src/log.ts";
import { documentRules } from "../support/document-rules.ts";
import { EVERYONE } from "../support/everyone.ts";
import { NO_DOCUMENTS } from "../support/no-documents.ts";

/** A request that waits in its resolver until the test lets it go on. */
interface Gate {
  readonly entered: Promise<void>;
  readonly open: () => void;
  /** Those that have begun, by the names they were given, in their order. */
  readonly begun: readonly string[];
}

/** @param pass awaited by `gated`, with its name */
function schemaOf(pass: (name: string) => Promise<void>) {
  const gated: GraphQLFieldConfig<unknown, unknown, { name: string }> = {
    type: GraphQLInt,
    args: { name: { type: GraphQLString, defaultValue: "" } },
    resolve: async (_source, { name }) => {
      await pass(name);
      return 1;
    },
  };
  return new GraphQLSchema({
    query: new GraphQLObjectType<unknown, { readonly requestId: string }>({
      name: "Query",
      fields: {
        greeting: {
          type: new GraphQLNonNull(GraphQLString),
          args: { name: { type: GraphQLString, defaultValue: "été" } },
          resolve: (_source, { name }: { name: string }) => `Bonjour ${name}`,
        },
        requestId: {
          type: GraphQLString,
          resolve: (_source, _args, context) => context.requestId,
        },
        gated,
      },
    }),
    mutation: new GraphQLObjectType({
      name: "Mutation",
      fields: {
        gated,
        greet: { type: GraphQLString, resolve: () => "Bonjour" },
        sign: {
          type: GraphQLString,
          resolve: () => {
            throw new GatewayError("UNAUTHENTICATED", "Signing takes a key.");
          },
        },
      },
    }),
  });
}

export const SETTINGS: HttpServerParts["config"] = {
  hasGraphiql: true,
  maxBodyBytes: 1024,
  limits: DEFAULT_LIMITS,
  requestTimeoutMs: 20_000,
  corsOrigins: [],
  hstsMaxAgeS: 0,
  trustedProxies: false,
  isAddressLogged: false,
  workBounds: loadConfig({}).workBounds,
  connectionBounds: loadConfig({}).connectionBounds,
};

/** The HTTP server on a free port over the GraphQL layer with a schema of a few fields; closes itself. */
export async function startHttpGateway(parts: Partial<HttpServerParts> = {}) {
  const entered = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const begun: string[] = [];
  const gate: Gate = { entered: entered.promise, open: opened.resolve, begun };
  const graphql = await startGraphql((name) => {
    begun.push(name);
    entered.resolve();
    return opened.promise;
  });
  const lines: string[] = [];
  const readiness = parts.readiness ?? new Readiness(async () => {});
  const connections = new Connections();
  const app = createHttpServer({
    connections,
    config: SETTINGS,
    log: createLog("info", { write: (line) => void lines.push(line) }),
    graphql,
    admission: EVERYONE,
    documents: NO_DOCUMENTS,
    savedOperations: [],
    ...parts,
    readiness,
  });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    app,
    connections,
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

/** The GraphQL layer over the tests' schema, without a newsroom; every request says that it took three statements. */
export async function startGraphql(
  pass: (name: string) => Promise<void>,
  rules: Partial<DocumentRules> = {},
): Promise<Gateway> {
  const sections = await readSections({ run: async () => [] });
  return createGateway({
    schema: schemaOf(pass),
    newsroom: { name: "The News", timeZone: "Europe/Paris", publicUrl: "https://news.example" },
    sectionCache: { get: () => sections, close: async () => {} },
    apiKeys: { grant: noKeys, revoke: noKeys },
    reader: () => ({ run: async () => [], statementCount: 3 }),
    em: () => {
      throw new Error("There is no database.");
    },
    ingest: async () => [],
    now: () => new Date("2026-11-22T10:00:00Z"),
    ...documentRules(rules),
    onFault: () => {},
  });
}

const noKeys = () => Promise.reject(new Error("There are no keys."));

/** A POST of a GraphQL document. */
export const postOf = (query: string): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ query }),
});

/** The one error shape. */
export const errorText = (code: string, message: string) =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });

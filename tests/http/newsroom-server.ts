import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { loadConfig } from "../../src/config.ts";
import type { Viewer } from "../../src/content/viewer.ts";
import type { DocumentRules } from "../../src/graphql/documents/documents.ts";
import type { GraphqlService } from "../../src/http/graphql-service.ts";
import { Readiness } from "../../src/http/readiness.ts";
import type { SavedOperation } from "../../src/http/saved-operations.ts";
import { createHttpServer, type HttpServerParts } from "../../src/http/server.ts";
import { createLog } from "../../src/log.ts";
import { EVERYONE } from "../support/everyone.ts";
import { startTestGateway } from "../support/test-gateway.ts";

interface How {
  readonly viewer?: Viewer;
  readonly rules?: Partial<DocumentRules>;
  readonly savedOperations?: readonly SavedOperation[];
}

/**
 * The whole gateway over HTTP, on a database of its own; closes itself.
 *
 * @param settings that differ from the defaults
 * @param how `viewer`, who every request is from: the anonymous unless said; the rules for documents, and the saved operations
 */
export async function startNewsroomServer(
  settings: Partial<HttpServerParts["config"]> = {},
  { viewer, rules, savedOperations = [] }: How = {},
) {
  const newsroom = await startTestGateway(rules);
  const lines: string[] = [];
  let entered = Promise.withResolvers<void>();
  const graphql: GraphqlService = {
    execute: (request, meta) => {
      entered.resolve();
      return newsroom.service.execute(request, { ...meta, viewer });
    },
  };
  const app = createHttpServer({
    config: { ...loadConfig({}), hasGraphiql: false, ...settings },
    log: createLog("info", { write: (line) => void lines.push(line) }),
    graphql,
    admission: EVERYONE,
    documents: newsroom.documents,
    readiness: new Readiness(() => newsroom.database.ping()),
    savedOperations,
  });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    newsroom,
    origin,
    get: (path: string, init?: RequestInit) => fetch(origin + path, { redirect: "manual", ...init }),
    /** When the next request has reached the GraphQL layer. */
    nextRequest: () => (entered = Promise.withResolvers()).promise,
    post: (body: string, init?: RequestInit) =>
      fetch(`${origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        ...init,
      }),
    /** Parsed log lines once `count` are there. */
    logLines: async (count: number): Promise<Record<string, unknown>[]> => {
      while (lines.length < count) await sleep(5);
      return lines.map((line) => JSON.parse(line));
    },
    /** Until the server has noticed that every client has left. */
    allClientsGone: async () => {
      while ((await promisify(app.server.getConnections.bind(app.server))()) > 0) await sleep(5);
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await newsroom[Symbol.asyncDispose]();
    },
  };
}

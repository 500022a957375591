import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { serveDemoImages } from "./demo-images.ts";
import { malformedRequestAnswer, sendError } from "./error-response.ts";
import { serveGraphiql } from "./graphiql.ts";
import { serveGraphql } from "./graphql-route.ts";
import type { GraphqlService } from "./graphql-service.ts";
import { refuseWhileDraining, serveHealth } from "./health.ts";
import { acceptOnlyJson } from "./json-body.ts";
import { refuseUnknownRoutes } from "./not-found.ts";
import type { Readiness } from "./readiness.ts";
import { requestIdOf } from "./request-id.ts";
import { logRequestEnd } from "./request-log.ts";
import { serveRoot } from "./root.ts";
import { RunningRequests } from "./running-requests.ts";
import type { SavedOperation } from "./saved-operations.ts";

export interface HttpServerParts {
  readonly config: Pick<Config, "hasGraphiql" | "maxBodyBytes">;
  readonly log: Log;
  readonly graphql: GraphqlService;
  readonly readiness: Readiness;
  /** GraphiQL's tabs, in order. */
  readonly savedOperations: readonly SavedOperation[];
  /** SVG text by name; without it there is no /demo. */
  readonly demoImage?: ((name: string) => string | undefined) | undefined;
}

/** How long a client may take. Idle connections outlive the usual 60 s of a load balancer, which must be first to close. */
const TIMEOUTS = {
  requestTimeout: 30_000,
  connectionTimeout: 120_000,
  keepAliveTimeout: 72_000,
  http: { headersTimeout: 10_000 },
};

/** The whole HTTP surface, not yet listening. */
export function createHttpServer(parts: HttpServerParts): FastifyInstance {
  const { config, log, graphql, readiness, savedOperations, demoImage } = parts;
  const running = new RunningRequests();
  const begin = (request: FastifyRequest, reply: FastifyReply) => {
    request.operation = null;
    request.statementCount = 0;
    request.work = null;
    reply.headers({ "x-request-id": request.id, "x-content-type-options": "nosniff" });
    running.add(logRequestEnd(request, reply, log));
  };
  const app = fastify({
    ...TIMEOUTS,
    bodyLimit: config.maxBodyBytes,
    genReqId: requestIdOf,
    requestIdHeader: false,
    // Our own 503, see refuseWhileDraining; and once no request runs, silent connections are not waited for.
    return503OnClosing: false,
    forceCloseConnections: true,
    // Fastify would also give up closing after it; drain has its own limit.
    pluginTimeout: 0,
    // A path that cannot be read passes no hook.
    frameworkErrors: (error, request, reply) => {
      begin(request, reply);
      sendError(error, reply, log);
    },
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.write(malformedRequestAnswer(error.code));
      socket.destroy();
    },
  });
  app.addHook("onRequest", async (request, reply) => begin(request, reply));
  // Before the server stops listening: until then a load balancer reads "not ready", not a refused connection.
  app.addHook("preClose", () => running.allEnded());
  app.setErrorHandler((error, _request, reply) => sendError(error, reply, log));
  refuseWhileDraining(app, readiness);
  refuseUnknownRoutes(app);
  acceptOnlyJson(app);

  serveHealth(app, readiness);
  serveGraphql(app, graphql);
  serveRoot(app, config.hasGraphiql);
  if (config.hasGraphiql) serveGraphiql(app, savedOperations);
  if (demoImage) serveDemoImages(app, demoImage);
  return app;
}

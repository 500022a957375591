import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { type Admission, authenticate } from "./authenticate.ts";
import { trustIn } from "./client-address.ts";
import { allowOrigins } from "./cors.ts";
import { type DocumentService, serveDocuments } from "./documents.ts";
import { serveDemoImages } from "./demo-images.ts";
import { malformedRequestAnswer, sendError } from "./error-response.ts";
import { serveGraphiql } from "./graphiql.ts";
import { serveGraphql } from "./graphql-route.ts";
import type { GraphqlService } from "./graphql-service.ts";
import { refuseWhileDraining, serveHealth } from "./health.ts";
import { acceptOnlyJson } from "./json-body.ts";
import { refuseUnknownRoutes } from "./not-found.ts";
import type { Readiness } from "./readiness.ts";
import { payForRefusal } from "./rate-limit.ts";
import { faultOfHead } from "./request-head.ts";
import { requestIdOf } from "./request-id.ts";
import { logRequestEnd } from "./request-log.ts";
import { serveRoot } from "./root.ts";
import { RunningRequests } from "./running-requests.ts";
import { dataHeaders } from "./security-headers.ts";
import type { SavedOperation } from "./saved-operations.ts";

export interface HttpServerParts {
  readonly config: Pick<
    Config,
    | "hasGraphiql"
    | "maxBodyBytes"
    | "limits"
    | "requestTimeoutMs"
    | "corsOrigins"
    | "hstsMaxAgeS"
    | "trustedProxies"
    | "isAddressLogged"
  >;
  readonly log: Log;
  readonly graphql: GraphqlService;
  readonly admission: Admission;
  /** Feeds, the sitemap, articles as documents. */
  readonly documents: DocumentService;
  readonly readiness: Readiness;
  /** GraphiQL's tabs, in order. */
  readonly savedOperations: readonly SavedOperation[];
  /** SVG text by name; without it there is no /demo. */
  readonly demoImage?: ((name: string) => string | undefined) | undefined;
  /** How long a client may take to send its request. */
  readonly patience?: Patience | undefined;
}

export interface Patience {
  readonly headersMs: number;
  /** From the first byte to the last, headers included. */
  readonly requestMs: number;
  /** How often connections are looked at. */
  readonly checkMs: number;
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000, checkMs: 1_000 };
/** Idle connections outlive the usual 60 s of a load balancer, which must be first to close. */
const IDLE_TIMEOUTS = { connectionTimeout: 120_000, keepAliveTimeout: 72_000 };
/** Request line and headers together. */
const MAX_HEADER_BYTES = 16_384;

/** The whole HTTP surface, not yet listening. */
export function createHttpServer(parts: HttpServerParts): FastifyInstance {
  const {
    config,
    log,
    graphql,
    documents,
    admission,
    readiness,
    savedOperations,
    demoImage,
    patience = PATIENCE,
  } = parts;
  const headers = dataHeaders(config.hstsMaxAgeS);
  const running = new RunningRequests();
  const lastAnswers = new WeakMap<Socket, ServerResponse>();
  const begin = (request: FastifyRequest, reply: FastifyReply) => {
    request.operation = null;
    request.statementCount = 0;
    request.work = null;
    request.caller = undefined;
    request.keyId = null;
    request.errorCode = null;
    lastAnswers.set(request.raw.socket, reply.raw);
    reply.headers(headers).header("x-request-id", request.id);
    running.add(logRequestEnd(request, reply, { log, isAddressLogged: config.isAddressLogged }));
  };
  const app = fastify({
    ...IDLE_TIMEOUTS,
    requestTimeout: patience.requestMs,
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.checkMs,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Refused below, in our own words.
      requireHostHeader: false,
    },
    bodyLimit: config.maxBodyBytes,
    trustProxy: trustIn(config.trustedProxies),
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
      const last = lastAnswers.get(socket);
      // A second one would pass for that to the next request.
      if (last?.headersSent && !last.writableFinished) return socket.destroySoon();
      if (socket.writable) socket.write(malformedRequestAnswer(error.code, headers));
      socket.destroy();
    },
  });
  // Hooks that every request passes call back: a promise each would be a tenth of what HTTP takes.
  app.addHook("onRequest", (request, reply, done) => {
    begin(request, reply);
    done(faultOfHead(request));
  });
  // Before the server stops listening: until then a load balancer reads "not ready", not a refused connection.
  app.addHook("preClose", () => running.allEnded());
  app.setErrorHandler(async (error, { caller }, reply) => {
    if (caller?.budget) await payForRefusal(caller.budget, reply);
    return sendError(error, reply, log);
  });
  allowOrigins(app, config.corsOrigins);
  refuseWhileDraining(app, readiness);
  refuseUnknownRoutes(app);
  acceptOnlyJson(app, config.limits.maxVariablesValues);

  serveHealth(app, readiness);
  const entry = { onRequest: authenticate(admission, config.requestTimeoutMs), timeoutMs: config.requestTimeoutMs };
  serveGraphql(app, graphql, entry);
  serveDocuments(app, documents, entry);
  serveRoot(app, config.hasGraphiql);
  if (config.hasGraphiql) serveGraphiql(app, savedOperations);
  if (demoImage) serveDemoImages(app, demoImage);
  return app;
}

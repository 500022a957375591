import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { type Admission, authenticate } from "./authenticate.ts";
import { trustIn } from "./client-address.ts";
import { limitConnections } from "./connection-limit.ts";
import { Connections } from "./connections.ts";
import { allowOrigins } from "./cors.ts";
import { type DocumentService, serveDocuments } from "./documents.ts";
import { serveDemoImages } from "./demo-images.ts";
import { isClients, malformedRequestAnswer, sendError } from "./error-response.ts";
import { serveGraphiql } from "./graphiql.ts";
import { serveGraphql } from "./graphql-route.ts";
import type { GraphqlService } from "./graphql-service.ts";
import { closeWhileDraining, isHealth, serveHealth } from "./health.ts";
import { acceptOnlyJson } from "./json-body.ts";
import { refuseUnknownRoutes } from "./not-found.ts";
import type { Readiness } from "./readiness.ts";
import { payForRefusal } from "./rate-limit.ts";
import { faultOfHead } from "./request-head.ts";
import { requestIdOf } from "./request-id.ts";
import { logRequestEnd } from "./request-log.ts";
import { RequestTurns } from "./request-turns.ts";
import { serveRoot } from "./root.ts";
import { RunningRequests } from "./running-requests.ts";
import { dataHeaders } from "./security-headers.ts";
import { boundUnsent, type ReadingBounds } from "./unsent-answers.ts";
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
    | "workBounds"
    | "connectionBounds"
  >;
  readonly log: Log;
  readonly graphql: GraphqlService;
  readonly admission: Admission;
  /** Feeds, the sitemap, articles as documents. */
  readonly documents: DocumentService;
  readonly readiness: Readiness;
  readonly connections?: Connections | undefined;
  /** GraphiQL's tabs, in order. */
  readonly savedOperations: readonly SavedOperation[];
  /** SVG text by name; without it there is no /demo. */
  readonly demoImage?: ((name: string) => string | undefined) | undefined;
  /** How long a client may take to send its request, and to take its answer. */
  readonly patience?: Patience | undefined;
}

export interface Patience extends ReadingBounds {
  readonly headersMs: number;
  /** From the first byte to the last, headers included. */
  readonly requestMs: number;
}

const PATIENCE: Patience = {
  headersMs: 10_000,
  requestMs: 30_000,
  readMs: 15_000,
  maxUnsentBytes: 128_000_000,
  checkMs: 1_000,
};
/** Idle connections outlive the usual 60 s of a load balancer, which must be first to close. */
const IDLE_TIMEOUTS = { silenceMs: 120_000, keepAliveMs: 72_000 };
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
    connections = new Connections(),
  } = parts;
  const headers = dataHeaders(config.hstsMaxAgeS);
  const running = new RunningRequests();
  const begin = (request: FastifyRequest, reply: FastifyReply) => {
    request.operation = null;
    request.statementCount = 0;
    request.work = null;
    request.caller = undefined;
    request.keyId = null;
    request.errorCode = null;
    connections.begin(request.raw.socket, reply.raw);
    reply.headers(headers).header("x-request-id", request.id);
    running.add(reply.raw, logRequestEnd(request, reply, { log, isAddressLogged: config.isAddressLogged }));
  };
  const options = {
    headersTimeout: patience.headersMs,
    connectionsCheckingInterval: patience.checkMs,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Refused below, in our own words.
    requireHostHeader: false,
  };
  const app = fastify({
    serverFactory: (onRequest) =>
      connections.serve(onRequest, options, { ...IDLE_TIMEOUTS, requestMs: patience.requestMs }),
    bodyLimit: config.maxBodyBytes,
    trustProxy: trustIn(config.trustedProxies),
    genReqId: requestIdOf,
    requestIdHeader: false,
    // What comes over a connection that is open is answered; and once no request runs, silent ones are not waited for.
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
      const last = connections.lastAnswer(socket);
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
  const turns = new RequestTurns(config.workBounds);
  app.addHook("onRequest", (request, _reply, done) => {
    if (isHealth(request)) done();
    else turns.take(request, done);
  });
  limitConnections(connections, { ...config.connectionBounds, trustedProxies: config.trustedProxies });
  app.addHook("preClose", async () => {
    if (readiness.isDraining) await connections.closePorts(running.allEnded());
    await running.allEnded();
    if (readiness.isDraining) await connections.end();
    // Of those whose clients have left.
    await running.allEnded();
  });
  boundUnsent(app, running, { bounds: patience, log });
  app.setErrorHandler(async (error, { caller }, reply) => {
    if (caller?.budget && isClients(error)) await payForRefusal(caller.budget, reply);
    return sendError(error, reply, log);
  });
  allowOrigins(app, config.corsOrigins);
  closeWhileDraining(app, readiness, connections);
  refuseUnknownRoutes(app);
  acceptOnlyJson(app, { turns, maxVariablesValues: config.limits.maxVariablesValues });

  serveHealth(app, readiness);
  const entry = { onRequest: authenticate(admission, config.requestTimeoutMs), timeoutMs: config.requestTimeoutMs };
  serveGraphql(app, graphql, entry);
  serveDocuments(app, documents, entry);
  serveRoot(app, config.hasGraphiql);
  if (config.hasGraphiql) serveGraphiql(app, savedOperations);
  if (demoImage) serveDemoImages(app, demoImage);
  return app;
}

import type { FastifyInstance } from "fastify";

/** What pages may read of an answer's headers. */
const EXPOSED_HEADERS =
  "x-request-id, x-idempotency-key, etag, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset";
/** What pages may send to any path; browsers keep it for a day at the most. */
const PREFLIGHT_HEADERS = {
  "access-control-allow-methods": "GET, HEAD, POST",
  "access-control-allow-headers":
    "content-type, authorization, x-api-key, x-kiosque-view, x-kiosque-cost, x-idempotency-key, x-request-id",
  "access-control-max-age": "86400",
};

/**
 * Lets pages of the listed origins read answers, errors included, and answers their preflights. An origin counts when it
 * equals a listed one; credentials are never allowed, as there are no cookies. Without origins no answer changes.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const listed = new Set(origins);
  app.addHook("onRequest", (request, reply, done) => {
    const { origin, "access-control-request-method": wanted } = request.headers;
    // Also on answers to others: a cache must not give them to a page that is listed, nor the other way round.
    reply.header("vary", "origin");
    if (origin === undefined || !listed.has(origin)) return done();
    reply.headers({ "access-control-allow-origin": origin, "access-control-expose-headers": EXPOSED_HEADERS });
    if (request.method !== "OPTIONS" || wanted === undefined) return done();
    reply.headers(PREFLIGHT_HEADERS).code(204).send();
  });
}

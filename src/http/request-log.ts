import type { FastifyInstance } from "fastify";
import { type Log, logRequest } from "../log.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Name of the GraphQL operation, once known. */
    operation: string | null;
    /** SQL statements run for this request. */
    statementCount: number;
  }
}

/** One line a request, when its answer is out or its client gone. */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.decorateRequest("operation", null);
  app.decorateRequest("statementCount", 0);
  app.addHook("onResponse", async (request, reply) =>
    logRequest(log, {
      requestId: request.id,
      method: request.method,
      path: pathOf(request.url),
      status: reply.statusCode,
      operation: request.operation,
      statementCount: request.statementCount,
      durationMs: Math.round(reply.elapsedTime * 1000) / 1000,
    }),
  );
}

/** A request's URL without its query string. */
export const pathOf = (url: string): string => url.split("?", 1)[0] ?? url;

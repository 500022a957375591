import type { FastifyReply, FastifyRequest } from "fastify";
import type { ErrorCode } from "../errors.ts";
import { type Log, logRequest } from "../log.ts";
import { callerAddress } from "./client-address.ts";
import { requestEnd } from "./request-end.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Name of the GraphQL operation, once known. */
    operation: string | null;
    /** SQL statements run for this request. */
    statementCount: number;
    /** Code of the answer's first error. */
    errorCode: ErrorCode | null;
  }
}

/** nginx's word for a client that left before its answer; never sent. */
const CLIENT_LEFT = 499;
const MAX_LOGGED_PATH = 300;

export interface RequestLog {
  readonly log: Log;
  readonly isAddressLogged: boolean;
}

/** Call when the request begins: logs one line when it has ended. */
export async function logRequestEnd(
  request: FastifyRequest,
  reply: FastifyReply,
  { log, isAddressLogged }: RequestLog,
): Promise<void> {
  const startedAt = performance.now();
  // A connection that has ended has none.
  const address = isAddressLogged ? callerAddress(request.ip) : undefined;
  const isAnswered = await requestEnd(request, reply);
  logRequest(log, {
    requestId: request.id,
    method: request.method,
    path: pathOf(request.url).slice(0, MAX_LOGGED_PATH),
    status: isAnswered ? reply.statusCode : CLIENT_LEFT,
    errorCode: request.errorCode,
    keyId: request.keyId,
    ...(address === undefined ? {} : { address }),
    operation: request.operation,
    statementCount: request.statementCount,
    durationMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
  });
}

/** A request's URL without its query string. */
export const pathOf = (url: string): string => url.split("?", 1)[0] ?? url;

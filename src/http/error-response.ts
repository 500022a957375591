import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { type ErrorCode, GatewayError } from "../errors.ts";
import type { Log } from "../log.ts";
import { notFound } from "./not-found.ts";

/** HTTP status of the codes this layer makes. */
const STATUSES: Partial<Record<ErrorCode, number>> = {
  BAD_REQUEST: 400,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

/** The one shape of every error, on every path: GraphQL's own. */
const errorBody = (code: ErrorCode, message: string) => JSON.stringify({ errors: [{ message, extensions: { code } }] });

/** Answers an error, whoever threw it; what we did not foresee is logged and told as INTERNAL. */
export function sendError(error: unknown, reply: FastifyReply, log: Log): FastifyReply {
  const { request } = reply;
  const known = error instanceof GatewayError ? error : explain(error, request);
  if (known.code === "INTERNAL") log.error({ requestId: request.id, err: error }, "unexpected error");
  return reply
    .code(STATUSES[known.code] ?? 400)
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(Buffer.from(errorBody(known.code, known.message)));
}

/** The bytes of an answer to what is not even HTTP; the connection ends after it. */
export function malformedRequestAnswer(nodeCode: string | undefined): string {
  const status = nodeCode === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : nodeCode === "HPE_HEADER_OVERFLOW" ? 431 : 400;
  const body = errorBody("BAD_REQUEST", `The request is not readable HTTP: ${STATUS_CODES[status]}.`);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "x-content-type-options: nosniff",
    "connection: close",
    "",
    body,
  ].join("\r\n");
}

/** What Fastify refuses, by its own codes. */
const REFUSALS = new Map<string, (request: FastifyRequest) => GatewayError>([
  [
    "FST_ERR_CTP_BODY_TOO_LARGE",
    ({ routeOptions: { bodyLimit } }) =>
      new GatewayError("PAYLOAD_TOO_LARGE", `The body takes at most ${bodyLimit} bytes.`),
  ],
  [
    "FST_ERR_CTP_INVALID_MEDIA_TYPE",
    () => new GatewayError("UNSUPPORTED_MEDIA_TYPE", "The body must be application/json."),
  ],
  ["FST_ERR_BAD_URL", () => new GatewayError("BAD_REQUEST", "The path is not percent-encoded UTF-8.")],
  ["FST_ERR_MAX_PARAM_LENGTH", notFound],
]);

function explain(error: unknown, request: FastifyRequest): GatewayError {
  if (isFastifyError(error)) {
    const refusal = REFUSALS.get(error.code);
    if (refusal) return refusal(request);
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) return new GatewayError("BAD_REQUEST", "The request cannot be read.");
  }
  return new GatewayError("INTERNAL", `Something went wrong on our side; quote request ${request.id}.`);
}

const isFastifyError = (error: unknown): error is FastifyError =>
  error instanceof Error && "code" in error && "statusCode" in error;

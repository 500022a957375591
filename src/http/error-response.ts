import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { type ErrorCode, GatewayError, STATUS_BY_CODE } from "../errors.ts";
import { type Log, logFault } from "../log.ts";
import { isUnavailable, UNAVAILABLE_MESSAGE } from "../unavailable.ts";
import { keyToAskAgain } from "../write-outcome.ts";
import { answerTypeFor } from "./answer-type.ts";
import { challenge } from "./challenge.ts";
import { notFound } from "./not-found.ts";
import type { Headers } from "./security-headers.ts";

/** The one shape of every error, on every path: GraphQL's own. */
interface Extensions {
  readonly code: ErrorCode;
  readonly requestId?: string;
  readonly idempotencyKey?: string;
}

const errorBody = (message: string, extensions: Extensions) => JSON.stringify({ errors: [{ message, extensions }] });

/** Answers an error, whoever threw it; what we did not foresee is logged and told as INTERNAL. */
export function sendError(error: unknown, reply: FastifyReply, log: Log): FastifyReply {
  const { request } = reply;
  const known = error instanceof GatewayError ? error : explain(error, request);
  const { code, message } = known;
  const isOurs = code === "INTERNAL";
  if (error !== known && (isOurs || code === "UNAVAILABLE")) logFault(log, error, { requestId: request.id });
  if (code === "UNAUTHENTICATED" && !reply.hasHeader("www-authenticate")) challenge(reply);
  tellWhenToRetry(reply, code);
  request.errorCode = code;
  return reply
    .code(STATUS_BY_CODE[code] ?? 400)
    .header("cache-control", "no-store")
    .type(answerTypeFor(request.headers.accept) ?? "application/json; charset=utf-8")
    .send(
      Buffer.from(errorBody(message, isOurs ? { code, requestId: request.id } : { code, ...keyToAskAgain(known) })),
    );
}

/** Whether it is the client's own fault; who is refused for want of room, or time, is not at fault. */
export const isClients = (error: unknown): boolean =>
  !(error instanceof GatewayError) || (STATUS_BY_CODE[error.code] ?? 400) < 500;

/** In seconds. */
const RETRY_AFTER = "1";

export function tellWhenToRetry(reply: FastifyReply, code: ErrorCode | undefined): void {
  if (code === "UNAVAILABLE" || code === "OVERLOADED") reply.header("retry-after", RETRY_AFTER);
}

/** What Node says of bytes that it cannot take as a request. */
const UNREADABLE = new Map<string | undefined, ErrorCode>([
  ["ERR_HTTP_REQUEST_TIMEOUT", "REQUEST_TIMEOUT"],
  ["HPE_HEADER_OVERFLOW", "HEADERS_TOO_LARGE"],
]);

/** The bytes of an answer to what is not even HTTP; the connection ends after it. */
export function malformedRequestAnswer(nodeCode: string | undefined, headers: Headers): string {
  const code = UNREADABLE.get(nodeCode) ?? "BAD_REQUEST";
  const status = STATUS_BY_CODE[code] ?? 400;
  const body = errorBody(`The request is not readable HTTP: ${STATUS_CODES[status]}.`, { code });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
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
  if (isUnavailable(error)) return new GatewayError("UNAVAILABLE", UNAVAILABLE_MESSAGE);
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

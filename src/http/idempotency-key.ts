import type { FastifyReply, FastifyRequest } from "fastify";
import { GatewayError } from "../errors.ts";
import type { WriteOutcome } from "../write-outcome.ts";

const HEADER = "x-idempotency-key";
/** Visible ASCII: what was sent twice comes joined by a comma and a space. */
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * By what its client calls the request, should it have to ask again.
 *
 * @throws {GatewayError} BAD_REQUEST
 */
export function idempotencyKeyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers[HEADER];
  if (key === undefined) return undefined;
  if (typeof key === "string" && KEY.test(key)) return key;
  throw new GatewayError("BAD_REQUEST", "X-Idempotency-Key takes 1 to 200 visible ASCII characters, without spaces.");
}

/** Every answer to a mutation names its key, its own or the one that it was given. */
export function tellIdempotencyKey(reply: FastifyReply, outcome: WriteOutcome | undefined): void {
  if (outcome) reply.header(HEADER, outcome.idempotencyKey);
}

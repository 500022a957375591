import type { FastifyRequest } from "fastify";
import { type ErrorCode, GatewayError } from "../errors.ts";

const MAX_URL_LENGTH = 8_192;
/** Of two Node takes the first, and who passes requests on to us perhaps the other. */
const ONCE = ["host", "content-type"];

/** What is wrong with a request's first line and headers though Node takes them, if anything is. */
export function faultOfHead({ headers, raw, url }: FastifyRequest): GatewayError | undefined {
  if (headers.host === undefined && raw.httpVersion !== "1.0") return fault("A request names its Host.");
  const twice = ONCE.find((name) => isTwice(raw.rawHeaders, name));
  if (twice) return fault(`A request has one header ${twice}.`);
  // Node would hand us a body as if no other coding had been there.
  const coding = headers["transfer-encoding"];
  if (coding !== undefined && coding.toLowerCase() !== "chunked") return fault("The only transfer coding is chunked.");
  if (url.length <= MAX_URL_LENGTH) return undefined;
  return fault(`A URL takes at most ${MAX_URL_LENGTH} characters.`, "URI_TOO_LONG");
}

const fault = (message: string, code: ErrorCode = "BAD_REQUEST") => new GatewayError(code, message);

/** @param rawHeaders names and values in turn */
function isTwice(rawHeaders: readonly string[], wanted: string): boolean {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === wanted.length && name.toLowerCase() === wanted) count++;
  }
  return count > 1;
}

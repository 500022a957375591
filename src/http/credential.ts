import type { FastifyRequest } from "fastify";
import { GatewayError } from "../errors.ts";

/**
 * The API key a request carries, whatever it looks like; undefined when there is none. Another scheme than Bearer is a
 * key that fits nobody.
 *
 * @throws {GatewayError} CREDENTIALS_AMBIGUOUS for two of them, or for one in both headers: which one counts must not
 *   depend on who reads the request
 */
export function credentialOf({ headers, raw }: FastifyRequest): string | undefined {
  const { authorization, "x-api-key": apiKey } = headers;
  if (authorization === undefined && apiKey === undefined) return undefined;
  const { authorization: bearers = [], "x-api-key": apiKeys = [] } = raw.headersDistinct;
  if (bearers.length + apiKeys.length > 1)
    throw new GatewayError("CREDENTIALS_AMBIGUOUS", "Send one key: as Authorization: Bearer, or as x-api-key.");
  return apiKeys[0] ?? /^Bearer +(.*)$/i.exec(authorization ?? "")?.[1] ?? "";
}

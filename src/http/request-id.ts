import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The client's `x-request-id` when it is short and harmless in a log, else a new UUID. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

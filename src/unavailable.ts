/*
 * When there is no database to be had: for a while, through nobody's fault here. Imports nothing.
 */

/**
 * SQLSTATEs: connection lost or refused, who we are refused, a database that is gone, read-only, out of room or
 * connections, shut down or starting, a session that was ended for doing nothing, trouble with its disk.
 */
const STATES = /^(?:08|28|53|58)...$|^(?:3D000|25006|25P03|57P0[1-5])$/;

/** Node's codes of a network or disk that does not work. */
const CODES = new Set([
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOSPC",
  "ENOTFOUND",
  "EPIPE",
  "EROFS",
  "ETIMEDOUT",
]);

/** What node-postgres says of connections, without a code. */
const MESSAGES =
  /^(?:connect E|Connection terminated|timeout exceeded when trying to connect|timeout expired$|Client has encountered a connection error|Client was closed)/;

/** What clients are told of it. */
export const UNAVAILABLE_MESSAGE = "The database is not available at the moment. Try again.";

/** Whether this was thrown because the database is away, starting, full, read-only or out of connections. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return STATES.test(code) || CODES.has(code) || MESSAGES.test(error.message) || isUnavailable(error.cause);
}

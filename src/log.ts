import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";
import type { Config } from "./config.ts";
import type { ErrorCode } from "./errors.ts";
import { LogOutput } from "./log-output.ts";
import { isUnavailable } from "./unavailable.ts";

export type Log = Logger;

/** What is logged of every request; never its key, document, variables or headers. */
export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** The HTTP status code of the answer; 499 when the client left before it. */
  readonly status: number;
  /** Code of the answer's first error, those of GraphQL included; null when there is none. */
  readonly errorCode: ErrorCode | null;
  /** Id of the caller's key; null for the anonymous, and for a key that is not valid. */
  readonly keyId: number | null;
  /** Where the caller is, as rate limits count; only by LOG_CLIENT_ADDRESS. */
  readonly address?: string;
  /** Name of the GraphQL operation; null when it has none or the request was no GraphQL. */
  readonly operation: string | null;
  /** SQL statements run for it. */
  readonly statementCount: number;
  readonly durationMs: number;
}

/** Who ends waits no longer for the reader of its last lines. */
const LAST_LINES_MS = 500;
const MAX_ERROR_LENGTH = 4_000;

/** JSON lines on stdout, or on `destination`. */
export function createLog(level: Config["logLevel"], destination?: DestinationStream): Log {
  const options = {
    level,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: plainError },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  if (destination) return pino(options, destination);
  const output = new LogOutput();
  const log = pino(options, output);
  output.onDropped = (count) => log.warn({ count }, "lines of this log were dropped: nobody read them in time");
  return log;
}

/** Ends the process once all lines are read, or it has been waited for them long enough. */
export async function exitAfterLastLines(log: Log, code: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, LAST_LINES_MS);
    log.flush(() => resolve());
  });
  process.exit(code);
}

/** Logs one answered request. */
export function logRequest(log: Log, line: RequestLine): void {
  log.info(line, "request");
}

/** Logs an error that clients are not told the words of; one line a second at the most where the database is away. */
export function logFault(
  log: Log,
  error: unknown,
  { message = "unexpected error", ...fields }: { readonly message?: string; readonly requestId?: string } = {},
): void {
  if (isUnavailable(error)) logOutage(log, error);
  else log.error({ ...fields, err: error }, message);
}

const outages = new WeakMap<Log, { count: number; last: unknown }>();

function logOutage(log: Log, error: unknown): void {
  const outage = outages.get(log) ?? { count: 0, last: undefined };
  outages.set(log, outage);
  outage.count++;
  outage.last = error;
  if (outage.count > 1) return;
  setTimeout(() => {
    const { stack: _stack, cause: _cause, ...reason } = plainError(outage.last) as Record<string, unknown>;
    log.error({ count: outage.count, reason }, "the database is not available");
    outage.count = 0;
  }, 1_000).unref();
}

/**
 * What the log has of an error. Drivers hang statements, their values and the rows they met on theirs: those may be
 * keys or unpublished text, and stay here.
 */
function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { message: withoutSecrets(String(error)) };
  return {
    type: error.name,
    ...("code" in error && { code: error.code }),
    message: withoutSecrets(error.message),
    stack: withoutSecrets(error.stack ?? ""),
    ...(error.cause instanceof Error && { cause: plainError(error.cause) }),
  };
}

/** Without the credentials of any URL in it, nor more of it than a reader wants. */
const withoutSecrets = (text: string): string =>
  text.slice(0, MAX_ERROR_LENGTH).replaceAll(/(:\/\/)[^\s/@]*@/g, "$1***@");

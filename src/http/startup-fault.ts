import type { Config, DatabaseConfig } from "../config.ts";

/** The gateway cannot start; the message says why and what to do, in one line and without secrets. */
export class StartupFault extends Error {
  override readonly name = "StartupFault";
}

/** Why the port cannot be listened on. */
export function listenFault(error: unknown, { host, port }: Pick<Config, "host" | "port">): StartupFault {
  const cause = firstCause(error);
  const place = `port ${port} on ${host}`;
  const sentences: Record<string, string> = {
    EADDRINUSE: `Cannot listen: ${place} is in use. Stop what listens there, or set PORT to another one.`,
    EACCES: `Cannot listen: this user may not use ${place}. Set PORT to 1024 or more.`,
    EADDRNOTAVAIL: `Cannot listen: ${host} is no address of this machine. Set HOST to localhost or 0.0.0.0.`,
    EAI_AGAIN: `Cannot listen: ${host} is not known. Set HOST to localhost or 0.0.0.0.`,
    ENOTFOUND: `Cannot listen: ${host} is not known. Set HOST to localhost or 0.0.0.0.`,
  };
  return new StartupFault(sentences[cause.code] ?? `Cannot listen on ${place}: ${cause.message}`, { cause: error });
}

/** Why the database cannot be opened. */
export function databaseFault(error: unknown, database: DatabaseConfig): StartupFault {
  const cause = firstCause(error);
  // They say it all by themselves.
  if (["DirectoryInUse", "PoolerRefused", "UnfitDatabase"].includes(cause.name))
    return new StartupFault(cause.message, { cause: error });
  const sentence =
    database.kind === "embedded"
      ? `Cannot open the embedded database in ${database.dataDir} (${cause.message}). Set DATA_DIR to a directory of its own that can be written, or DATABASE_URL to a PostgreSQL server.`
      : // Of the URL only the host: a mistyped password may end up in any other part.
        `Cannot open the database at ${new URL(database.url).hostname} (${cause.message}). Check DATABASE_URL, or unset it for the embedded database.`;
  return new StartupFault(sentence, { cause: error });
}

/** The error at the bottom of a chain of causes; of several at once, the first. */
function firstCause(error: unknown): { name: string; code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return firstCause(error.errors[0]);
  if (!(error instanceof Error)) return { name: "", code: "", message: String(error) };
  if (error.cause instanceof Error) return firstCause(error.cause);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { name: error.name, code, message: error.message.split("\n", 1)[0] || code };
}

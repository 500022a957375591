import { Client } from "pg";

/** The connection leads over a pooler in transaction or statement mode. */
export class PoolerRefused extends Error {
  override readonly name = "PoolerRefused";
  /** SQLSTATE: the connection is refused. */
  readonly code = "08004";

  constructor() {
    super(
      "A connection pooler in transaction or statement mode stands before the server: answers would hold what others have read. Set it to session mode, or connect to the server itself.",
    );
  }
}

type Backend = Pick<Client, "query" | "host" | "port" | "user" | "password" | "database" | "ssl"> & {
  /** As whoever accepted the connection says. */
  readonly processID: number;
};

/** A pooler that takes whichever server it likes is found out in one of these, unless others keep it from it each time. */
const ROUNDS = 8;
const CONNECT_TIMEOUT_MS = 5_000;
/** A pooler that was found to keep sessions apart is believed for so long. */
const TRUST_MS = 60_000;

/**
 * Tells a server from a pooler, and poolers from each other, on each new connection. A server says its own process id as
 * it accepts a connection, a pooler another.
 *
 * @returns throws {PoolerRefused} where a connection does not keep the server process it began with
 */
export function createPoolerCheck(): (client: Backend) => Promise<void> {
  let trust: { readonly until: number; readonly outcome: Promise<void> } | undefined;
  return async (client) => {
    if ((await processOf(client)) === client.processID) return;
    // Of many connections that are opened at once, one is tried.
    if (!trust || trust.until < performance.now()) {
      const outcome = refuseIfLent(client);
      const mine = { until: performance.now() + TRUST_MS, outcome };
      trust = mine;
      outcome.catch(() => {
        if (trust === mine) trust = undefined;
      });
    }
    await trust.outcome;
  };
}

const processOf = async (client: Pick<Client, "query">) =>
  (await client.query<{ pid: number }>("select pg_backend_pid() as pid")).rows[0]?.pid;

/** While it does nothing another begins a transaction. @throws {PoolerRefused} where that has its server then */
async function refuseIfLent(client: Backend): Promise<void> {
  const { host, port, user, password, database, ssl } = client;
  const other = new Client({
    host,
    port,
    user,
    password,
    database,
    ssl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
  });
  other.on("error", () => {});
  await other.connect();
  try {
    const own = await processOf(client);
    for (let round = 0; round < ROUNDS; round++) {
      // In statement mode there are no transactions.
      await other.query("begin").catch(() => Promise.reject(new PoolerRefused()));
      const others = await processOf(other);
      if (others === own || own !== (await processOf(client))) throw new PoolerRefused();
      await other.query("rollback");
    }
  } finally {
    await other.end();
  }
}

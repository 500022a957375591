import { MikroORM } from "@mikro-orm/postgresql";
import { Pool } from "pg";
import type { Backend } from "./cancel-query.ts";
import type { Driver } from "./driver.ts";
import { ormOptions } from "./mikro-orm.config.ts";
import { PooledConnection } from "./pooled-connection.ts";
import { createPoolerCheck } from "./pooler.ts";
import { prepareServer } from "./prepare-server.ts";
import { createNotices } from "./postgresql-notices.ts";
import { type Connection, ReadQuery } from "./read-query.ts";
import { SESSION } from "./session.ts";

const START_LOCK = 7_126_530_001;
/** Longest time to open a connection, or to wait for one. */
const CONNECT_TIMEOUT_MS = 5_000;
/** A statement that the server has not ended by so much later is on a connection that is lost. */
const GRACE_MS = 1_000;

/** By this the server lets go of what a gateway holds that has vanished, or is in a transaction and does nothing. */
const SERVER_PATIENCE = `set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;
  set tcp_user_timeout = 30000; set idle_in_transaction_session_timeout = 60000`;

export interface PostgresqlOptions {
  readonly url: string;
  readonly mayCreate: boolean;
  readonly poolSize: number;
  /** No statement but a migration's takes longer; undefined: no limit. */
  readonly statementTimeoutMs: number | undefined;
}

/** Reads, and all else, have connections of their own: what waits to be written keeps nobody from reading. */
function sharesOf(poolSize: number) {
  // At the least two: a migration holds a lock on one and works on another.
  const writes = Math.max(2, Math.round(poolSize * 0.3));
  return { writes, reads: Math.max(1, poolSize - writes) };
}

/** @throws {UnfitDatabase} */
export async function openPostgresql(options: PostgresqlOptions): Promise<Driver> {
  const { url, mayCreate, poolSize, statementTimeoutMs = 0 } = options;
  await prepareServer({ url, mayCreate, connectTimeoutMs: CONNECT_TIMEOUT_MS });
  const shares = sharesOf(poolSize);
  const refusePooler = createPoolerCheck();
  let isStarting = false;
  const orm = await MikroORM.init({
    ...ormOptions,
    clientUrl: url,
    // One more: a connection is kept for notices.
    pool: { min: 0, max: shares.writes + 1 },
    driverOptions: {
      Client: PooledConnection,
      answerTimeoutMs: () => (isStarting || statementTimeoutMs === 0 ? 0 : statementTimeoutMs + GRACE_MS),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      onConnect: async (client: PooledConnection) => {
        await refusePooler(client);
        await client.query(`${SESSION}; ${SERVER_PATIENCE}; set statement_timeout = ${statementTimeoutMs}`);
      },
    },
  });
  const writes = await orm.em.getConnection().getNativeClient();
  const { password } = writes.options;
  const reads = new Pool({ ...writes.options, password, max: shares.reads });
  const backends = new WeakMap<Connection, Backend>();
  reads.on("connect", (client) => {
    // Whoever waits for it is told; nobody else is to be.
    client.on("error", () => {});
    backends.set(client.connection, client);
  });
  reads.on("error", () => {});
  const notices = createNotices(writes);
  return {
    orm,
    em: () => orm.em.fork(),
    async query(statement, cancellation) {
      const query = new ReadQuery(statement, { cancellation, backendOf: (connection) => backends.get(connection) });
      await reads.query(query);
      if (cancellation?.reason) throw cancellation.reason;
      return query.take();
    },
    listen: (channel, onNotice) => notices.listen(channel, onNotice),
    async exclusively(work) {
      const client = await writes.connect();
      isStarting = true;
      try {
        await client.query("set statement_timeout = 0");
        await client.query("select pg_advisory_lock($1)", [START_LOCK]);
        await work();
      } finally {
        isStarting = false;
        client.release(true);
      }
    },
    async close() {
      await notices.close();
      await Promise.all([orm.close(true), reads.end()]);
    },
  };
}

import { MikroORM } from "@mikro-orm/postgresql";
import type { Backend } from "./cancel-query.ts";
import type { Driver } from "./driver.ts";
import { ormOptions } from "./mikro-orm.config.ts";
import { createNotices } from "./postgresql-notices.ts";
import { type Connection, ReadQuery } from "./read-query.ts";
import { SESSION } from "./session.ts";

const MIGRATION_LOCK = 7_126_530_001;

export interface PostgresqlOptions {
  readonly url: string;
  readonly poolSize: number;
  /** No statement but a migration's takes longer; undefined: no limit. */
  readonly statementTimeoutMs: number | undefined;
}

export async function openPostgresql({ url, poolSize, statementTimeoutMs = 0 }: PostgresqlOptions): Promise<Driver> {
  const orm = await MikroORM.init({
    ...ormOptions,
    clientUrl: url,
    // One more than asked for: a connection is kept for notices.
    pool: { min: 0, max: poolSize + 1 },
    driverOptions: {
      connectionTimeoutMillis: 10_000,
      onConnect: (client: { query(text: string): Promise<unknown> }) =>
        client.query(`${SESSION}; set statement_timeout = ${statementTimeoutMs}`),
    },
  });
  const pool = await orm.em.getConnection().getNativeClient();
  const backends = new WeakMap<Connection, Backend>();
  pool.on("connect", (client: Backend & { readonly connection: Connection }) =>
    backends.set(client.connection, client),
  );
  const notices = createNotices(pool);
  return {
    orm,
    em: () => orm.em.fork(),
    async query(statement, cancellation) {
      const query = new ReadQuery(statement, { cancellation, backendOf: (connection) => backends.get(connection) });
      await pool.query(query);
      if (cancellation?.reason) throw cancellation.reason;
      return query.take();
    },
    listen: (channel, onNotice) => notices.listen(channel, onNotice),
    async exclusively(work) {
      const client = await pool.connect();
      try {
        await client.query("set statement_timeout = 0");
        await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
        await work();
      } finally {
        client.release(true);
      }
    },
    close: () => orm.close(true),
  };
}

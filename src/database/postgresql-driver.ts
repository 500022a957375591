import { setTimeout as sleep } from "node:timers/promises";
import { MikroORM } from "@mikro-orm/postgresql";
import type { Driver } from "./driver.ts";
import { ormOptions } from "./mikro-orm.config.ts";
import { SESSION } from "./session.ts";

const asText = { getTypeParser: () => (value: string) => value };
const MIGRATION_LOCK = 7_126_530_001;
const RECONNECT_DELAY_MS = 1_000;

export async function openPostgresql(url: string, poolSize: number): Promise<Driver> {
  const orm = await MikroORM.init({
    ...ormOptions,
    clientUrl: url,
    // One more than asked for: a connection is kept for notices.
    pool: { min: 0, max: poolSize + 1 },
    driverOptions: {
      connectionTimeoutMillis: 10_000,
      onConnect: (client: { query(text: string): Promise<unknown> }) => client.query(SESSION),
    },
  });
  const pool = await orm.em.getConnection().getNativeClient();
  return {
    orm,
    em: () => orm.em.fork(),
    async query({ text, name, values }) {
      const query = { text, values: [...values], rowMode: "array" as const, types: asText, ...(name ? { name } : {}) };
      return (await pool.query<string[]>(query)).rows;
    },
    async listen(channel, onNotice) {
      let isStopped = false;
      let stop: (() => void) | undefined;
      const connect = async () => {
        const client = await pool.connect();
        let isLost = false;
        const lost = () => {
          if (isLost || isStopped) return;
          isLost = true;
          client.release(true);
          onNotice();
          void reconnect();
        };
        client.on("notification", onNotice).on("error", lost).on("end", lost);
        await client.query(`listen ${channel}`);
        stop = () => client.release(true);
        onNotice();
      };
      const reconnect = async (): Promise<void> => {
        await sleep(RECONNECT_DELAY_MS, undefined, { ref: false });
        if (!isStopped) await connect().catch(reconnect);
      };
      await connect();
      return async () => {
        isStopped = true;
        stop?.();
      };
    },
    async exclusively(work) {
      const client = await pool.connect();
      try {
        await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
        await work();
      } finally {
        client.release(true);
      }
    },
    close: () => orm.close(true),
  };
}

import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cancellation } from "../../src/cancellation.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { PooledConnection } from "../../src/database/pooled-connection.ts";
import { type Loss, openProxy } from "./tcp-proxy.support.ts";
import { openServerDatabase } from "./server-database.support.ts";

const POOL_SIZE = 4;
const STATEMENT_TIMEOUT_MS = 300;
const STEPS = 16;

let server: Awaited<ReturnType<typeof openServerDatabase>>;
let proxy: Awaited<ReturnType<typeof openProxy>>;
let database: Database;
beforeAll(async () => {
  server = await openServerDatabase();
  proxy = await openProxy(server.address);
  database = await openDatabase({
    url: server.urlAt(proxy.port),
    poolSize: POOL_SIZE,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
});
afterAll(async () => {
  await database.close();
  await proxy.close();
  await server.drop();
});

const WORK: Readonly<Record<string, () => Promise<unknown>>> = {
  read: () => database.reader().run("select 1", []),
  write: () =>
    database.em().transactional(async (em) => {
      await em.execute("select 1");
      await em.execute("select 2");
    }),
  "write that is undone": () =>
    database.em().transactional(async (em) => {
      await em.execute("select 1");
      throw new Error("undone");
    }),
  cancellation: async () => {
    const cancellation = new Cancellation();
    const read = database.reader(cancellation).run("select pg_sleep(0.2)", []);
    setTimeout(() => cancellation.cancel(new Error("cancelled")), 5);
    return read;
  },
};

/** All connections that reads and writes may have, at once. */
const everyone = () =>
  Promise.all([
    ...Array.from({ length: POOL_SIZE }, () => database.reader().run("select 1", [])),
    ...Array.from({ length: POOL_SIZE }, () => database.em().transactional((em) => em.execute("select 1 as one"))),
  ]);
const EVERYONE = [
  ...Array.from({ length: POOL_SIZE }, () => [["1"]]),
  ...Array.from({ length: POOL_SIZE }, () => [{ one: 1 }]),
];

/** What works once nothing is lost any more: what is left of before may be found out to be dead first. */
async function afterwards() {
  for (let tries = 0; tries < 5; tries++) {
    const answers = await everyone().catch(() => undefined);
    if (answers) return answers;
    await sleep(20);
  }
  return everyone();
}

describe.each([
  { loss: "ended", rounds: 16 },
  { loss: "cut", rounds: 16 },
  { loss: "silent", rounds: 2 },
] satisfies { loss: Loss; rounds: number }[])("A connection that is $loss", ({ loss, rounds }) => {
  test.each(Object.keys(WORK))(
    "at any step of a %s, again and again, leaves a pool that reads and writes",
    async (kind) => {
      const lostBefore = proxy.lostCount;
      for (let round = 0; round < rounds; round++) {
        for (let step = 1; step <= STEPS; step++) {
          // Every other round begins with connections still to be opened, which are lost on the way, too.
          if (round % 2 === 1) {
            proxy.endAll();
            await sleep(10);
          }
          proxy.loseOne(loss, step);
          await WORK[kind]?.().catch(() => {});
          proxy.keep();

          expect(await afterwards()).toEqual(EVERYONE);
        }
      }
      expect(proxy.lostCount - lostBefore).toBeGreaterThanOrEqual(rounds * 2);
      // Each reads, writes or listens.
      expect(await server.connectionCount()).toBeLessThanOrEqual(POOL_SIZE + 2);
    },
    240_000,
  );
});

test.each([
  { turn: "begin isolation level none", reason: "syntax error" },
  { turn: "rollback to nowhere", reason: "can only be used in transaction blocks" },
])("A connection on which « $turn » is refused is given back, though nobody does so", async ({ turn, reason }) => {
  const pool = new Pool({ connectionString: server.urlAt(server.address.port), Client: PooledConnection, max: 1 });
  pool.on("connect", (client) => client.on("error", () => {}));
  const held = await pool.connect();

  await expect(held.query(turn)).rejects.toThrow(reason);

  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

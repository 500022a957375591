import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MIGRATIONS } from "../../src/database/migrations/migrations.ts";
import { openPostgresql } from "../../src/database/postgresql-driver.ts";
import { onMaintenance } from "../support/maintenance.ts";
import { startGatewayProcess } from "./gateway-process.support.ts";
import { type Cluster, startCluster, startStandbyOf } from "./postgresql-cluster.support.ts";

const TOGETHER = 8;
/** Of eight processes on one core. */
const PATIENCE_MS = 180_000;

const COUNT = "{ articles(first: 1) { totalCount { value } } }";
const DEMO_STORIES = 72;
const stories = (value: number) => ({ data: { articles: { totalCount: { value } } } });

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
}, 60_000);
afterAll(() => cluster[Symbol.asyncDispose]());

/** The name of a database that is not there yet. */
const fresh = () => `starts_${randomUUID().replaceAll("-", "")}`;

async function emptyDatabase(): Promise<string> {
  const name = fresh();
  await onMaintenance(cluster.url(), `create database ${name}`);
  return cluster.url(name);
}

/** Migrated up to the one in the middle, as an older version left it. */
async function olderDatabase(): Promise<string> {
  const url = await emptyDatabase();
  const driver = await openPostgresql({ url, mayCreate: false, poolSize: 2, statementTimeoutMs: undefined });
  await driver.orm.migrator.up({ to: MIGRATIONS[Math.floor(MIGRATIONS.length / 2)]?.name ?? "" });
  await driver.close();
  return url;
}

/** What each answers of how many stories there are, having started at the same time as the others. */
async function startTogether(environment: Readonly<Record<string, string>>) {
  const gateways = await Promise.all(Array.from({ length: TOGETHER }, () => startGatewayProcess(environment)));
  const answers = await Promise.all(gateways.map((gateway) => gateway.post(COUNT)));
  await Promise.all(gateways.map((gateway) => gateway[Symbol.asyncDispose]()));
  return answers.map(({ body }) => body);
}

describe(`${TOGETHER} gateways that start at the same time all come up`, () => {
  test.each([
    { where: "an empty database", open: emptyDatabase },
    { where: "a database that is still to be created", open: async () => cluster.url(fresh()) },
  ])(
    "on $where",
    async ({ open }) => {
      const served = await startTogether({ DATABASE_URL: await open(), DEMO: "false" });

      expect(served).toEqual(Array.from({ length: TOGETHER }, () => stories(0)));
    },
    PATIENCE_MS,
  );

  test.each([
    { where: "an empty database", open: emptyDatabase },
    { where: "an older schema", open: olderDatabase },
  ])(
    "on $where with the demo, which is loaded once",
    async ({ open }) => {
      const url = await open();

      const served = await startTogether({ DATABASE_URL: url, DEMO: "true" });

      expect(served).toEqual(Array.from({ length: TOGETHER }, () => stories(DEMO_STORIES)));
      expect(
        await onMaintenance(url, "select count(*)::int from articles where slug like 'marche-de-noel-plan%'"),
      ).toEqual([{ count: 1 }]);
    },
    PATIENCE_MS,
  );
});

describe("A gateway ends with 1 and the reason", { timeout: PATIENCE_MS }, () => {
  const refusal = (reason: string) => `ended with 1: Kiosque cannot start.\n${reason}\n`;

  test("on a standby", async () => {
    await using standby = await startStandbyOf(cluster);

    await expect(startGatewayProcess({ DATABASE_URL: standby.url() })).rejects.toThrow(
      refusal(
        "The database is a standby (a read replica), which takes no writes: DATABASE_URL must lead to the primary server.",
      ),
    );
  });

  test("on a schema that is newer; one that runs goes on", async () => {
    const url = await emptyDatabase();
    await using running = await startGatewayProcess({ DATABASE_URL: url });
    await onMaintenance(url, "insert into migrations (name) values ('29990101000000-newer')");

    await expect(startGatewayProcess({ DATABASE_URL: url })).rejects.toThrow(
      refusal(
        "The database's schema is newer than this version of Kiosque, which does not know 29990101000000-newer. " +
          "Run the version that made it, or a newer one.",
      ),
    );
    expect((await running.post("{ sections { name } }")).body).toEqual({ data: { sections: [] } });
  });

  test("in production, where the database does not exist, and none is created", async () => {
    const name = fresh();

    await expect(startGatewayProcess({ DATABASE_URL: cluster.url(name), NODE_ENV: "production" })).rejects.toThrow(
      refusal(
        `database "${name}" does not exist. With NODE_ENV=production none is created: ` +
          "check DATABASE_URL, or create it with createdb.",
      ),
    );
    expect(await onMaintenance(cluster.url(), `select datname from pg_database where datname = '${name}'`)).toEqual([]);
  });

  describe.each(["server", "embedded"])("on the %s database", (kind) => {
    let environment: Readonly<Record<string, string>>;
    let directory: string;
    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), "kiosque-"));
      environment = kind === "server" ? { DATABASE_URL: await emptyDatabase() } : { DATA_DIR: directory };
    });
    afterAll(() => rm(directory, { recursive: true }));

    test("where its port is in use", async () => {
      const other = createServer().listen(0, "127.0.0.1");
      await once(other, "listening");
      const { port } = other.address() as AddressInfo;

      await expect(startGatewayProcess({ ...environment, PORT: `${port}` })).rejects.toThrow(
        refusal(
          `Cannot listen: port ${port} on 127.0.0.1 is in use. Stop what listens there, or set PORT to another one.`,
        ),
      );
      other.close();
    });

    test.each([
      { host: "192.0.2.1", why: "is no address of this machine" },
      { host: "gateway.invalid", why: "is not known" },
    ])("where its host $why", async ({ host, why }) => {
      await expect(startGatewayProcess({ ...environment, HOST: host })).rejects.toThrow(
        refusal(`Cannot listen: ${host} ${why}. Set HOST to localhost or 0.0.0.0.`),
      );
    });
  });
});

test("In production the demo is loaded where DEMO says so, and not otherwise", { timeout: PATIENCE_MS }, async () => {
  const url = await emptyDatabase();
  const served = async (environment: Readonly<Record<string, string>>) => {
    await using gateway = await startGatewayProcess({ DATABASE_URL: url, NODE_ENV: "production", ...environment });
    return (await gateway.post(COUNT)).body;
  };

  expect(await served({ DEMO: "" })).toEqual(stories(0));
  expect(await served({ DEMO: "true" })).toEqual(stories(DEMO_STORIES));
});

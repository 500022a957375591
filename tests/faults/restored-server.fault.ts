import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { onMaintenance } from "../support/maintenance.ts";
import { pollProcess, writeStories } from "./followed-gateway.support.ts";
import { startGatewayProcess } from "./gateway-process.support.ts";
import { type Cluster, runProgram, startCluster, startStandbyOf } from "./postgresql-cluster.support.ts";
import { openProxy } from "./tcp-proxy.support.ts";

const EXPIRED = { code: "TOKEN_EXPIRED", uris: [], token: "" };
const FIRST = ["urn:1", "urn:2", "urn:3"];

let cluster: Cluster;
let proxy: Awaited<ReturnType<typeof openProxy>>;
let gateway: Awaited<ReturnType<typeof startGatewayProcess>>;
const addressOf = ({ port }: Cluster) => ({ host: "127.0.0.1", port });
beforeAll(async () => {
  cluster = await startCluster();
  proxy = await openProxy(addressOf(cluster));
  await onMaintenance(cluster.url(), "create database news");
  await writeStories({ url: cluster.url("news") });
  gateway = await startGatewayProcess({ DATABASE_URL: cluster.url("news", proxy.port) });
}, 120_000);
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await proxy.close();
  await cluster[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await onMaintenance(cluster.url("news"), "truncate articles, changes restart identity cascade");
  await writeStories({ url: cluster.url("news") }, ...FIRST);
  await hearsTheFirst();
});

const hearsTheFirst = () =>
  expect.poll(async () => (await pollProcess(gateway)).uris, { timeout: 10_000 }).toEqual(FIRST);

/** The gateway finds out one by one that its connections have ended. */
const settled = () =>
  expect
    .poll(async () => (await gateway.post("{ articles(first: 1) { nodes { uri } } }")).status, { timeout: 10_000 })
    .toBe(200);

describe("A token of the change log", () => {
  test("is not given on a standby, and has expired once that was promoted, also when it was written on", async () => {
    await using standby = await startStandbyOf(cluster);
    const { token } = await pollProcess(gateway);
    proxy.leadTo(addressOf(standby));
    await settled();
    const onStandby = [
      await pollProcess(gateway),
      await pollProcess(gateway, token),
      await pollProcess(gateway, "now"),
    ];
    await standby.promote();

    expect(onStandby).toEqual(onStandby.map(() => ({ code: "UNAVAILABLE", uris: [], token: "" })));
    expect(await pollProcess(gateway, token)).toEqual(EXPIRED);
    const { token: since, uris } = await pollProcess(gateway);
    await writeStories({ url: standby.url("news") }, "urn:4", "urn:5", "urn:6");
    expect(uris).toEqual(FIRST);
    expect(await pollProcess(gateway, token)).toEqual(EXPIRED);
    expect((await pollProcess(gateway, since)).uris).toEqual(["urn:4", "urn:5", "urn:6"]);
    proxy.leadTo(addressOf(cluster));
    await settled();
    expect(await pollProcess(gateway, since)).toEqual(EXPIRED);
  }, 60_000);

  test("stays good when the server is restarted, or crashes", async () => {
    const { token } = await pollProcess(gateway);
    for (const mode of ["fast", "immediate"] as const) {
      await cluster.stop(mode);
      await cluster.start();
      await settled();
      expect(await pollProcess(gateway, token)).toEqual({ code: undefined, uris: [], token: expect.any(String) });
    }
    await writeStories({ url: cluster.url("news") }, "urn:4");
    expect((await pollProcess(gateway, token)).uris).toEqual(["urn:4"]);
  }, 60_000);

  test("has expired where a copy has taken the database's name below the gateway; who starts over has all", async () => {
    await onMaintenance(cluster.url(), "create database backup template news").catch(async () => {
      proxy.endAll();
      await onMaintenance(cluster.url(), "create database backup template news");
    });
    await settled();
    await writeStories({ url: cluster.url("news") }, "urn:lost");
    const { token } = await pollProcess(gateway);
    await onMaintenance(cluster.url(), "drop database news with (force)");
    await onMaintenance(cluster.url(), "create database news template backup");
    await onMaintenance(cluster.url(), "drop database backup");
    await settled();

    expect(await pollProcess(gateway, token)).toEqual(EXPIRED);
    expect((await pollProcess(gateway)).uris).toEqual(FIRST);
    await writeStories({ url: cluster.url("news") }, "urn:4", "urn:5");
    expect(await pollProcess(gateway, token)).toEqual(EXPIRED);
    expect((await pollProcess(gateway)).uris).toEqual([...FIRST, "urn:4", "urn:5"]);
  }, 60_000);

  test.each(["the same server", "a younger one"])(
    "has expired where a dump was restored beside, into %s",
    async (where) => {
      const { token } = await pollProcess(gateway);
      await using younger = await startCluster();
      const target = where === "a younger one" ? younger : cluster;
      const dump = `${cluster.data}/../dump`;
      await runProgram("pg_dump", ["-Fc", "-f", dump, "-d", cluster.url("news")]);
      await onMaintenance(target.url(), "create database restored");
      await runProgram("pg_restore", ["-d", target.url("restored"), dump]);
      await using beside = await startGatewayProcess({ DATABASE_URL: target.url("restored") });

      expect(await pollProcess(beside, token)).toEqual(EXPIRED);
      expect((await pollProcess(beside)).uris).toEqual(FIRST);
      await writeStories({ url: target.url("restored") }, "urn:4");
      expect(await pollProcess(beside, token)).toEqual(EXPIRED);
      expect((await pollProcess(beside)).uris).toEqual([...FIRST, "urn:4"]);
      // Where it was given it is as good as ever.
      expect((await pollProcess(gateway, token)).code).toBeUndefined();
    },
    60_000,
  );

  test("has expired where the server's directory was put back below the gateway, and lacks what it saw", async () => {
    const { token: before } = await pollProcess(gateway);
    await cluster.stop();
    const backup = await cluster.takeBackup();
    await cluster.start();
    await writeStories({ url: cluster.url("news") }, "urn:lost");
    await settled();
    const { token: after } = await pollProcess(gateway);
    await cluster.stop();
    await cluster.putBack(backup);
    await cluster.start();
    await settled();

    expect(await pollProcess(gateway, after)).toEqual(EXPIRED);
    await writeStories({ url: cluster.url("news") }, "urn:4", "urn:5", "urn:6");
    expect(await pollProcess(gateway, after)).toEqual(EXPIRED);
    expect((await pollProcess(gateway, before)).uris).toEqual(["urn:4", "urn:5", "urn:6"]);
    expect((await pollProcess(gateway)).uris).toEqual([...FIRST, "urn:4", "urn:5", "urn:6"]);
  }, 60_000);
});

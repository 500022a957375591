import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { makeKey } from "../support/make-key.ts";
import { startGatewayProcess } from "./gateway-process.support.ts";
import { outcomeOf, startLoad } from "./keep-alive-load.support.ts";
import { openServerDatabase } from "./server-database.support.ts";

const READ = "{ articles(first: 20) { nodes { uri headline } } }";
const WRITE = `mutation { createArticle(input: { headline: "H", language: "fr" }) { articleId } }`;
const UNLIMITED = { RATE_LIMIT_ANONYMOUS: "0", RATE_LIMIT_KEY: "0", LOG_LEVEL: "warn" };

let server: Awaited<ReturnType<typeof openServerDatabase>>;
let key: string;
let environment: Record<string, string>;
beforeAll(async () => {
  server = await openServerDatabase();
  const url = server.urlAt(server.address.port);
  environment = { DATABASE_URL: url, ...UNLIMITED };
  const database = await openDatabase({ url });
  key = (await makeKey(database, { scopes: ["content:read", "content:desk", "content:write"] }, new Date())).token;
  await database.close();
}, 60_000);
afterAll(() => server.drop());

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

const storedCount = async () => {
  const database = await openDatabase({ url: server.urlAt(server.address.port) });
  const [[count]] = (await database.reader().run("select count(*) from articles", [])) as [[string]];
  await database.close();
  return Number(count);
};

describe("SIGTERM", { timeout: 120_000 }, () => {
  test.each(["reads", "writes"])(
    "under %s on keep-alive connections cuts none: each is answered or refused",
    async (kind) => {
      await using gateway = await startGatewayProcess(environment);
      const before = await storedCount();
      const sent = kind === "reads" ? { query: READ } : { query: WRITE, key };
      const load = startLoad((agent) => outcomeOf(gateway.origin, agent, sent), 32);
      await sleep(1_000);
      const code = await gateway.stop();
      await load.stop();

      expect(code).toBe(0);
      // Where the machine is too busy for so many writers some are told to come again.
      expect(["200", "503 OVERLOADED", "503 UNAVAILABLE", "ECONNREFUSED"]).toEqual(
        expect.arrayContaining([...load.outcomes.keys()]),
      );
      expect((await storedCount()) - before).toBe(kind === "reads" ? 0 : load.outcomes.get("200"));
    },
  );

  test.each(["npm", "its group"])("to %s, as `npm run serve` runs it, ends with 0", async (whom) => {
    const npm = await startGatewayProcess(environment, {
      command: ["setsid", "npm", "run", "serve"],
    });
    const { pid } = npm.child;
    process.kill(whom === "npm" ? Number(pid) : -Number(pid), "SIGTERM");

    expect(await npm.ended).toBe(0);
  });
});

describe("A rolling restart behind HAProxy", { timeout: 120_000 }, () => {
  test("loses nothing and shows no client an error, though the proxy asks once only", async () => {
    const directory = await mkdtemp(join(tmpdir(), "kiosque-haproxy-"));
    const [front, first, second] = [await freePort(), await freePort(), await freePort()];
    await writeFile(
      join(directory, "haproxy.cfg"),
      `defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  timeout check 10s
  retries 0
  http-reuse always
  option httpchk GET /health/ready
  default-server inter 100ms fall 1 rise 1
frontend clients
  bind 127.0.0.1:${front}
  default_backend gateways
backend gateways
  server first 127.0.0.1:${first} check
  server second 127.0.0.1:${second} check
`,
    );
    const start = (port: number) => startGatewayProcess({ ...environment, PORT: `${port}` });
    const gateways = [await start(first), await start(second)];
    const proxy = spawn("haproxy", ["-f", join(directory, "haproxy.cfg")], { stdio: "ignore" });
    const origin = `http://127.0.0.1:${front}`;
    await expect
      .poll(
        () =>
          fetch(`${origin}/health/live`).then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(200);
    const before = await storedCount();
    const reads = startLoad((agent) => outcomeOf(origin, agent, { query: READ }), 6);
    const writes = startLoad((agent) => outcomeOf(origin, agent, { query: WRITE, key }), 3);
    const codes = [];
    for (const [index, port] of [first, second].entries()) {
      await sleep(500);
      codes.push(await gateways[index]?.stop());
      gateways[index] = await start(port);
      // Until the proxy has seen it.
      await sleep(1_000);
    }
    await Promise.all([reads.stop(), writes.stop()]);
    const stored = await storedCount();
    proxy.kill();
    await Promise.all([once(proxy, "close"), ...gateways.map((gateway) => gateway.stop())]);
    await rm(directory, { recursive: true });

    expect(codes).toEqual([0, 0]);
    expect([...reads.outcomes.keys(), ...writes.outcomes.keys()]).toEqual(["200", "200"]);
    expect(stored - before).toBe(writes.outcomes.get("200"));
  });
});

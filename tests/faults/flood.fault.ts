import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { makeLargeNewsroom } from "../support/large-newsroom.ts";
import { ask, type Asked, type Flood } from "./flooder.support.ts";
import { startGatewayProcess } from "./gateway-process.support.ts";
import { openServerDatabase } from "./server-database.support.ts";

const ARTICLES = 1_000;
const ROUNDS = 3;
const ROUND_MS = 1_000;
const [READER, STRANGER] = ["127.0.0.2", "127.0.0.3"];

const post = (query: string, variables?: object): Asked => ({ body: JSON.stringify({ query, variables }) });
const CHEAP = post(`{ article(slug: "story-100") { headline section { name } } }`);
const DEAREST = post(`{ articles(first: 100) { nodes { body { html markdown text }
  related(first: 8) { edges { node { headline body { html text } } } } } } }`);

const FLOODS: Readonly<Record<string, Flood>> = {
  "the dearest query": { ...DEAREST, connections: 100 },
  "cheap queries": { ...CHEAP, connections: 200 },
  "bodies of 1 MB": { ...post("{ __typename }", { text: "x".repeat(1_000_000) }), connections: 50 },
  "new connections": { ...CHEAP, connections: 50, isReconnecting: true },
  "wrong keys": { ...CHEAP, headers: { authorization: "Bearer none" }, connections: 100 },
  "mutations without a key": { ...post("mutation { deleteArticle(id: 1) { articleId } }"), connections: 100 },
  feeds: { path: "/feeds/latest.rss", connections: 100 },
};

let server: Awaited<ReturnType<typeof openServerDatabase>>;
let gateway: Awaited<ReturnType<typeof startGatewayProcess>>;
beforeAll(async () => {
  server = await openServerDatabase();
  const url = server.urlAt(server.address.port);
  const database = await openDatabase({ url });
  await makeLargeNewsroom(database.em(), { articles: ARTICLES, paragraphs: 8, hubEdges: 100 });
  await database.close();
  // Nothing is refused for the points of a minute, or ends for its time.
  gateway = await startGatewayProcess({
    DATABASE_URL: url,
    NODE_ENV: "production",
    RATE_LIMIT_ANONYMOUS: "0",
    REQUEST_TIMEOUT_MS: "60000",
  });
  await readFor(ROUND_MS);
}, 60_000);
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await server.drop();
});

/** How long a machine that does other work takes is told, not held. What a reader's cheap query takes, asked a hundred times a second at the most. */
async function readFor(ms: number) {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const statuses = new Set<number>();
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const askedAt = performance.now();
    statuses.add(await ask(CHEAP, { port: gateway.port, address: READER, agent }));
    times.push(performance.now() - askedAt);
    await sleep(10);
  }
  agent.destroy();
  return { p99: quantile(times, 0.99), statuses };
}

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(share * values.length)] ?? 0;

/** In a process of its own; what it was answered. */
async function startFlood(what: Flood) {
  const child = fork(join(import.meta.dirname, "flooder.support.ts"));
  const statuses = new Map<number, number>();
  child.on("message", (status: number) => statuses.set(status, (statuses.get(status) ?? 0) + 1));
  child.send({ port: gateway.port, address: STRANGER, what });
  while (statuses.size === 0) await sleep(20);
  return {
    statuses,
    async stop() {
      child.kill("SIGKILL");
      await once(child, "close");
    },
  };
}

describe("Beside a flood from one address a reader is served", () => {
  test.each(Object.entries(FLOODS))(
    "%s",
    async (name, what) => {
      const alone: number[] = [];
      const beside: number[] = [];
      const answered = new Map<number, number>();
      for (let round = 0; round < ROUNDS; round++) {
        alone.push((await readFor(ROUND_MS)).p99);
        const flood = await startFlood(what);
        const { p99, statuses } = await readFor(ROUND_MS);
        await flood.stop();
        beside.push(p99);
        for (const [status, count] of flood.statuses) answered.set(status, (answered.get(status) ?? 0) + count);

        expect([...statuses]).toEqual([200]);
      }
      const figures = [quantile(alone, 0.5), quantile(beside, 0.5)] as const;
      process.stderr.write(
        `${name}: p99 ${figures.map((ms) => ms.toFixed(0)).join(" → ")} ms, × ${(figures[1] / figures[0]).toFixed(1)}; ` +
          `it is answered ${JSON.stringify(Object.fromEntries(answered))}; ${gateway.peakMiB().toFixed(0)} MiB at the most\n`,
      );

      expect([...answered.keys()].filter((status) => ![200, 401, 429, 503].includes(status))).toEqual([]);
      expect(gateway.peakMiB()).toBeLessThan(700);
    },
    120_000,
  );
});

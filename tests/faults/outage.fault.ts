import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import { draftOf } from "../support/draft.ts";
import { startProxiedGateway } from "./proxied-gateway.support.ts";

const READ = "{ articles(first: 1) { nodes { uri } } sections { name } }";
const WRITE = `mutation { createArticle(input: { headline: "H", language: "fr" }) { articleId problems { code } } }`;
const UNAVAILABLE = {
  errors: [
    expect.objectContaining({
      message: "The database is not available at the moment. Try again.",
      extensions: { code: "UNAVAILABLE" },
    }),
  ],
};

let started: Awaited<ReturnType<typeof startProxiedGateway>>;
let proxy: typeof started.proxy;
let gateway: typeof started.gateway;
let key: string;
let unreadKey: string;
beforeAll(async () => {
  started = await startProxiedGateway();
  ({ proxy, gateway } = started);
  [key, unreadKey] = started.keys;
}, 60_000);
afterAll(() => started[Symbol.asyncDispose]());
/** Until all is well: what is left of an outage may be found out first. */
async function recovered() {
  for (let tries = 0; tries < 100; tries++) {
    const answers = [
      await gateway.post(READ),
      await gateway.post(WRITE, key),
      await gateway.post(READ, unreadKey),
      await gateway.get("/health/ready"),
    ];
    if (answers.every(({ status }) => status === 200)) return;
    await sleep(50);
  }
  throw new Error("The gateway does not come back.");
}
beforeEach(() => recovered());

describe("While the database cannot be reached", () => {
  test("reads, writes, keys and readiness are UNAVAILABLE (503) with Retry-After, and the process lives", async () => {
    proxy.refuse();
    proxy.endAll();
    const answers = [
      await gateway.post(READ),
      await gateway.post(WRITE, key),
      await gateway.post(READ, unreadKey),
      await gateway.get("/feeds/latest.rss"),
    ];
    const [ready, live] = [await gateway.get("/health/ready"), await gateway.get("/health/live")];
    proxy.accept();

    for (const { status, headers, body } of answers) {
      expect([status, headers.get("retry-after"), body]).toEqual([503, "1", UNAVAILABLE]);
    }
    expect([ready.status, live.status]).toEqual([503, 200]);
  });

  test("the log has a line a second at the most, with a count and no stack", async () => {
    const before = gateway.lines.length;
    proxy.refuse();
    proxy.endAll();
    const startedAt = performance.now();
    for (let request = 0; request < 200; request++) await gateway.post(READ);
    const lines = () => gateway.lines.slice(before).filter(({ level }) => level === "error");
    await expect
      .poll(() => lines().reduce((sum, { count }) => sum + Number(count), 0), { timeout: 20_000 })
      .toBeGreaterThanOrEqual(200);
    const outages = lines();
    const seconds = (performance.now() - startedAt) / 1_000;
    proxy.accept();

    expect(outages.length).toBeLessThanOrEqual(Math.ceil(seconds));
    expect(outages.map(({ msg }) => msg)).toEqual(outages.map(() => "the database is not available"));
    expect(JSON.stringify(outages)).not.toContain("stack");
  });
});

describe("While the database says nothing", () => {
  test("a request ends by its deadline, also one whose key has to be read; afterwards all is well", async () => {
    proxy.silence();
    const answers = await Promise.all([gateway.post(READ), gateway.post(READ, unreadKey), gateway.post(WRITE, key)]);
    proxy.accept();

    expect(answers.map(({ status }) => status)).toEqual([504, 504, 504]);
    await recovered();
  });
});

test("What another process has written arrives though the connection that listens was lost without a word", async () => {
  proxy.loseOpen();
  await saveArticles(started.database.em(), [draftOf("urn:a", { section: [{ slug: "late", name: "Late news" }] })]);

  await expect
    .poll(async () => JSON.stringify((await gateway.post(READ)).body), { timeout: 25_000 })
    .toContain("Late news");
}, 60_000);

test("A writer that waits for another's lock keeps nobody from reading", async () => {
  const { database } = started;
  const mayEnd = Promise.withResolvers<void>();
  const hasLock = Promise.withResolvers<void>();
  const holding = database.em().transactional(async (em) => {
    await em.execute("select pg_advisory_xact_lock(7126530002)");
    hasLock.resolve();
    await mayEnd.promise;
  });
  await hasLock.promise;
  const writes = Array.from({ length: 30 }, () => gateway.post(WRITE, key));
  const reads = [];
  for (let read = 0; read < 20; read++) reads.push(await gateway.post(READ, unreadKey));
  const ready = await gateway.get("/health/ready");
  const written = await Promise.all(writes);
  mayEnd.resolve();
  await holding;

  expect(reads.map(({ status }) => status)).toEqual(reads.map(() => 200));
  expect(ready.status).toBe(200);
  expect(written.map(({ status }) => status)).toEqual(written.map(() => 504));
});

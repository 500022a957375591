import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cancellation } from "../../src/cancellation.ts";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import { openDatabase } from "../../src/database/database.ts";
import { draftOf } from "../support/draft.ts";
import { makeKey } from "../support/make-key.ts";
import { startGatewayProcess } from "./gateway-process.support.ts";
import { startPgBouncer } from "./pgbouncer.support.ts";
import { freePort } from "./postgresql-cluster.support.ts";
import { openServerDatabase } from "./server-database.support.ts";
import { openProxy } from "./tcp-proxy.support.ts";

const READ = "{ articles(first: 1) { nodes { uri } } sections { name } }";
const WRITE = `mutation { createArticle(input: { headline: "H", language: "fr" }) { articleId problems { code } } }`;

let server: Awaited<ReturnType<typeof openServerDatabase>>;
let key: string;
beforeAll(async () => {
  server = await openServerDatabase();
  const database = await openDatabase({ url: server.urlAt(server.address.port) });
  const scopes = ["content:read", "content:desk", "content:write"] as const;
  key = (await makeKey(database, { scopes }, new Date())).token;
  await database.close();
});
afterAll(() => server.drop());

const pooler = async (mode: "session" | "transaction" | "statement", settings: readonly string[] = []) => {
  const port = await freePort();
  const bouncer = await startPgBouncer({ mode, server: server.address, port, settings });
  return { url: server.urlAt(port), port, [Symbol.asyncDispose]: () => bouncer[Symbol.asyncDispose]() };
};

describe("A pooler before the database", () => {
  test.each([
    { mode: "transaction", settings: [] },
    { mode: "transaction", settings: ["server_round_robin = 1"] },
    { mode: "transaction", settings: ["default_pool_size = 2"] },
    { mode: "statement", settings: [] },
  ] as const)(
    "in $mode mode ($settings) keeps the gateway from starting, with the reason",
    async ({ mode, settings }) => {
      await using before = await pooler(mode, settings);
      // Some servers are open in it, as when others use it, too.
      const others = await Promise.all(
        Array.from({ length: 2 }, async () => {
          const client = new Client({ connectionString: before.url });
          await client.connect();
          await client.query("select 1");
          return client;
        }),
      );

      await expect(startGatewayProcess({ DATABASE_URL: before.url })).rejects.toThrow(
        "ended with 1: Kiosque cannot start.\nA connection pooler in transaction or statement mode stands before the server",
      );
      await Promise.all(others.map((client) => client.end()));
    },
  );

  test("in session mode is none: reads, writes, cancelling and what other processes tell work", async () => {
    await using before = await pooler("session");
    await using gateway = await startGatewayProcess({ DATABASE_URL: before.url });
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 4 === 0 ? gateway.post(WRITE, key) : gateway.post(READ))),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const database = await openDatabase({ url: server.urlAt(server.address.port) });
    await saveArticles(database.em(), [draftOf("urn:a", { section: [{ slug: "late", name: "Late news" }] })]);
    await database.close();
    await expect
      .poll(async () => JSON.stringify((await gateway.post(READ)).body), { timeout: 20_000 })
      .toContain("Late news");
    const pooled = await openDatabase({ url: before.url });
    const cancellation = new Cancellation();
    const sleeping = pooled.reader(cancellation).run("select pg_sleep(600)", []);
    setTimeout(() => cancellation.cancel(new Error("not wanted any more")), 100);
    await expect(sleeping).rejects.toThrow("not wanted any more");
    await pooled.close();
  });

  test("that comes while the gateway runs makes it UNAVAILABLE until it has gone", async () => {
    await using before = await pooler("transaction");
    const direct = await openProxy(server.address);
    await using gateway = await startGatewayProcess({ DATABASE_URL: server.urlAt(direct.port) });
    expect((await gateway.post(READ)).status).toBe(200);

    direct.leadTo({ host: "127.0.0.1", port: before.port });
    const answers = [await gateway.post(READ), await gateway.post(WRITE, key), await gateway.post(READ)];
    direct.leadTo(server.address);

    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    await expect
      .poll(() => JSON.stringify(gateway.lines), { timeout: 10_000 })
      .toContain("pooler in transaction or statement mode");
    await expect.poll(async () => (await gateway.post(READ)).status, { timeout: 10_000 }).toBe(200);
    await direct.close();
  });
});

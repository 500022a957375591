import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import { openDatabase } from "../../src/database/database.ts";
import { draftOf } from "../support/draft.ts";
import { startGatewayProcess } from "./gateway-process.support.ts";
import { openServerDatabase } from "./server-database.support.ts";

const READERS = 40;
const LARGE = "{ articles(first: 100) { nodes { body { html text markdown } } } }";
const SMALL = "{ articles(first: 1) { nodes { uri } } }";

let server: Awaited<ReturnType<typeof openServerDatabase>>;
beforeAll(async () => {
  server = await openServerDatabase();
  const database = await openDatabase({ url: server.urlAt(server.address.port) });
  const paragraph = { type: "PARAGRAPH", role: "BODY", content: { text: "paragraphe ".repeat(40) } } as const;
  const body = Array.from({ length: 150 }, () => paragraph);
  await saveArticles(
    database.em(),
    Array.from({ length: 100 }, (_, at) => draftOf(`urn:long-${at}`, { body })),
  );
  await database.close();
}, 120_000);
afterAll(() => server.drop());

const rssMb = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

test("40 readers of large answers who take nothing are bounded in memory and time, and others are served", async () => {
  await using gateway = await startGatewayProcess({
    DATABASE_URL: server.urlAt(server.address.port),
    RATE_LIMIT_ANONYMOUS: "0",
    REQUEST_TIMEOUT_MS: "60000",
  });
  const pid = gateway.child.pid ?? 0;
  const whole = await gateway.post(LARGE);
  const answerMb = JSON.stringify(whole.body).length / 1e6;
  const body = JSON.stringify({ query: LARGE });
  const sockets: Socket[] = [];
  for (let reader = 0; reader < READERS; reader++) {
    const socket = connect(Number(new URL(gateway.origin).port), "127.0.0.1").on("error", () => {});
    await once(socket, "connect");
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    sockets.push(socket.pause());
  }
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, rssMb(pid))), 100);
  // Cut off, or refused because so many ask at once.
  const ended = () => gateway.lines.filter(({ status }) => status === 499 || status === 503).length;
  await expect
    .poll(ended, { timeout: 150_000, interval: 250 })
    .toBe(READERS)
    .finally(() => clearInterval(watch));
  const other = await gateway.post(SMALL);
  for (const socket of sockets) socket.destroy();

  process.stderr.write(
    `${READERS} answers of ${answerMb.toFixed(0)} MB that nobody takes: ${peakMb.toFixed(0)} MiB at the most\n`,
  );
  expect(answerMb * READERS).toBeGreaterThan(500);
  expect(peakMb).toBeLessThan(900);
  expect(gateway.lines).toContainEqual(
    expect.objectContaining({ level: "warn", msg: "answers that nobody took in time were given up" }),
  );
  expect(other.status).toBe(200);
}, 240_000);

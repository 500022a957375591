import { afterAll, beforeAll, expect, test } from "vitest";
import { startGatewayProcess } from "./gateway-process.support.ts";
import { openServerDatabase } from "./server-database.support.ts";

let server: Awaited<ReturnType<typeof openServerDatabase>>;
beforeAll(async () => {
  server = await openServerDatabase();
}, 60_000);
afterAll(() => server.drop());

/** Each makes a line of 300 characters of path and more. */
const LINES = 8_000;

test("A log that nobody reads stops nobody: lines are dropped, counted once it is read, and it ends as it should", async () => {
  await using gateway = await startGatewayProcess({ DATABASE_URL: server.urlAt(server.address.port) });
  gateway.child.stdout.pause();
  const path = `/${"x".repeat(400)}`;
  const statuses = new Set<number>();
  for (let sent = 0; sent < LINES; sent += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.get(path)));
    for (const { status } of answers) statuses.add(status);
  }
  gateway.child.stdout.resume();
  const dropped = () =>
    gateway.lines.filter(({ level }) => level === "warn").reduce((sum, { count }) => sum + Number(count), 0);
  const read = () => gateway.lines.filter(({ msg }) => msg === "request").length;
  await expect.poll(() => read() + dropped(), { timeout: 20_000 }).toBe(LINES);
  const code = await gateway.stop();

  expect([...statuses]).toEqual([404]);
  expect(dropped()).toBeGreaterThan(0);
  expect(code).toBe(0);
  expect(gateway.lines.at(-1)).toMatchObject({ msg: "drained" });
}, 120_000);

test("A gateway whose log nobody reads any more ends on SIGTERM", async () => {
  await using gateway = await startGatewayProcess({ DATABASE_URL: server.urlAt(server.address.port) });
  gateway.child.stdout.pause();
  const path = `/${"x".repeat(400)}`;
  for (let sent = 0; sent < 1_000; sent += 20) await Promise.all(Array.from({ length: 20 }, () => gateway.get(path)));
  gateway.child.kill("SIGTERM");
  await expect.poll(() => gateway.child.exitCode, { timeout: 30_000 }).toBe(0);
  gateway.child.stdout.resume();
}, 120_000);

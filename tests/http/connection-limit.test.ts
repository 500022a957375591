import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { HttpServerParts } from "../../src/http/server.ts";
import { SETTINGS, startHttpGateway } from "./http-gateway.ts";

const PING = "GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n";
const GATED = "GET /graphql?query={gated} HTTP/1.1\r\nhost: a\r\n\r\n";
const HALF_SENT = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query":`;

const start = (
  bounds: Partial<HttpServerParts["config"]["connectionBounds"]>,
  settings: Partial<HttpServerParts["config"]> = {},
) =>
  startHttpGateway({
    config: {
      ...SETTINGS,
      connectionBounds: { maxConnections: 100, maxConnectionsAddress: 100, ...bounds },
      ...settings,
    },
  });

type Gateway = Awaited<ReturnType<typeof start>>;

/** A connection that has sent something, and whether it is closed by now. */
async function open(gateway: Gateway, sent: string, localAddress = "127.0.0.1") {
  const socket = connect({ port: Number(new URL(gateway.origin).port), host: "127.0.0.1", localAddress });
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(sent);
  return socket;
}

/** Whether it is answered, not closed. */
async function isServed(socket: Socket): Promise<boolean> {
  const [first] = (await Promise.race([once(socket, "data"), once(socket, "close")])) as [unknown];
  return first instanceof Uint8Array;
}

async function served(gateway: Gateway, localAddress?: string) {
  const socket = await open(gateway, PING, localAddress);
  return { socket, isServed: await isServed(socket) };
}

/** Until requests of both have reached their resolver, and wait there. */
async function bothBegun(gateway: Gateway) {
  while (gateway.gate.begun.length < 2) await sleep(5);
}

describe("More connections of an address than it may have", () => {
  test.each([
    ["that are silent", ""],
    ["whose request is not all there", HALF_SENT],
  ])("close the oldest of those %s", async (_which, sent) => {
    await using gateway = await start({ maxConnectionsAddress: 2 });
    const closed = once((await open(gateway, sent)).resume(), "close");
    const { socket: other } = await served(gateway);

    const third = await served(gateway);

    expect(third.isServed).toBe(true);
    await closed;
    expect(other.destroyed).toBe(false);
  });

  test("that have been answered close the one that has been idle for longest", async () => {
    await using gateway = await start({ maxConnectionsAddress: 2 });
    const { socket: oldest } = await served(gateway);
    const closed = once(oldest.resume(), "close");
    await served(gateway);

    expect((await served(gateway)).isServed).toBe(true);
    await closed;
  });

  test("are closed where all have a request that runs; others' and proxies' are not counted", async () => {
    const settings = { trustedProxies: ["127.0.0.3/32"] };
    await using gateway = await start({ maxConnectionsAddress: 2 }, settings);
    const running = [await open(gateway, GATED), await open(gateway, GATED)];
    await bothBegun(gateway);

    expect((await served(gateway)).isServed).toBe(false);
    expect((await served(gateway, "127.0.0.2")).isServed).toBe(true);
    const proxied = [];
    for (let count = 0; count < 3; count++) proxied.push(await served(gateway, "127.0.0.3"));
    expect(proxied.map(({ socket, isServed: is }) => [is, socket.destroyed])).toEqual(proxied.map(() => [true, false]));
    gateway.gate.open();
    expect(await Promise.all(running.map(isServed))).toEqual([true, true]);
  });
});

test("More connections than there may be close one that is idle, whoever's it is, or else the new one", async () => {
  await using gateway = await start({ maxConnections: 2 }, { trustedProxies: 1 });
  const { socket: idle } = await served(gateway, "127.0.0.2");
  const closed = once(idle.resume(), "close");
  const running = [await open(gateway, GATED), await open(gateway, GATED)];
  await bothBegun(gateway);
  await closed;

  expect((await served(gateway)).isServed).toBe(false);
  gateway.gate.open();
  expect(await Promise.all(running.map(isServed))).toEqual([true, true]);
});

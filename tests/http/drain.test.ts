import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { drain } from "../../src/http/drain.ts";
import { errorText, postOf, startHttpGateway } from "./http-gateway.ts";

const LIVE = "GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n";
const nothingBelow = async () => {};

/** A connection over which one request has been answered. */
async function usedConnection(origin: string): Promise<Socket> {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1").on("error", () => {});
  socket.write(LIVE);
  await once(socket, "data");
  return socket;
}

describe("drain", () => {
  test("what comes while the grace lasts is answered, not ready and closing; what is below closes last", async () => {
    await using gateway = await startHttpGateway();
    const events: string[] = [];
    const running = gateway.fetch("/graphql", postOf("{ gated }"));
    await gateway.gate.entered;

    const drained = drain({ ...gateway, closeBelow: async () => void events.push("closed below") }, 200);
    const late = await gateway.fetch("/graphql", postOf("{ greeting }"));
    const ready = await gateway.fetch("/health/ready");
    gateway.gate.open();
    const response = await running;
    events.push(await response.text());
    await drained;

    expect(late.status).toBe(200);
    expect(late.headers.get("connection")).toBe("close");
    expect(await late.text()).toBe('{"data":{"greeting":"Bonjour été"}}');
    expect([ready.status, await ready.text()]).toEqual([503, errorText("UNAVAILABLE", "Shutting down.")]);
    expect(response.status).toBe(200);
    expect(response.headers.get("connection")).toBe("close");
    expect(events).toStrictEqual(['{"data":{"gated":1}}', "closed below"]);
    await expect(gateway.fetch("/health/live")).rejects.toThrow("fetch failed");
  });

  test("a request that comes after it over a connection that is open is answered", async () => {
    await using gateway = await startHttpGateway();
    const socket = await usedConnection(gateway.origin);
    const running = gateway.fetch("/graphql", postOf("{ gated }"));
    await gateway.gate.entered;

    const drained = drain({ ...gateway, closeBelow: nothingBelow }, 0);
    await expect
      .poll(() => gateway.fetch("/health/live").catch((error: Error) => error.message), { timeout: 10_000 })
      .toBe("fetch failed");
    socket.write(LIVE);

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*connection: close\r\n[^]*{"status":"live"}$/);
    gateway.gate.open();
    expect((await running).status).toBe(200);
    await drained;
  });

  test("of requests sent one behind the other only the last closes the connection", async () => {
    await using gateway = await startHttpGateway();
    const socket = await usedConnection(gateway.origin);

    const drained = drain({ ...gateway, closeBelow: nothingBelow }, 200);
    socket.write(LIVE + LIVE + LIVE);

    expect([...(await text(socket)).matchAll(/^connection: [\w-]+|{"status":"live"}/gm)].map(([part]) => part)).toEqual(
      ['{"status":"live"}', '{"status":"live"}', "connection: close", '{"status":"live"}'],
    );
    await drained;
  });

  test("a connection that never asks anything does not hold it up", async () => {
    await using gateway = await startHttpGateway();
    const silent = connect(Number(new URL(gateway.origin).port), "127.0.0.1");
    const half = connect(Number(new URL(gateway.origin).port), "127.0.0.1");
    half.write("GET /health/live HTTP/1.1\r\nho");
    await Promise.all([once(silent, "connect"), once(half, "connect")]);
    // The server has seen both connections once it answers a later one.
    await gateway.fetch("/health/live");
    const closed = Promise.all([
      once(silent, "close"),
      once(
        half.on("error", () => {}),
        "close",
      ),
    ]);

    await drain({ ...gateway, closeBelow: nothingBelow }, 0);

    expect(await closed).toHaveLength(2);
  });

  test("a request whose client left ends before what it uses is closed", async () => {
    await using gateway = await startHttpGateway();
    const events: string[] = [];
    const leaving = new AbortController();
    const abandoned = gateway.fetch("/graphql", { ...postOf("{ gated }"), signal: leaving.signal });
    await gateway.gate.entered;
    leaving.abort();
    await expect(abandoned).rejects.toThrow("aborted");
    await gateway.allClientsGone();

    const drained = drain({ ...gateway, closeBelow: async () => void events.push("closed below") }, 0);
    await expect
      .poll(() => gateway.fetch("/health/live").catch((error: Error) => error.message), { timeout: 10_000 })
      .toBe("fetch failed");
    events.push("the port is closed");
    gateway.gate.open();
    await drained;

    expect(events).toStrictEqual(["the port is closed", "closed below"]);
  });
});

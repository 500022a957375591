import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { errorText, postOf, startHttpGateway } from "./http-gateway.ts";

const PATIENCE = { headersMs: 100, requestMs: 200, readMs: 15_000, maxUnsentBytes: 128_000_000, checkMs: 20 };
const TIMED_OUT = errorText("REQUEST_TIMEOUT", "The request is not readable HTTP: Request Timeout.");

const socketTo = (origin: string) => connect(Number(new URL(origin).port), "127.0.0.1");

/** All that the server sends until it closes the connection. */
const answerTo = (origin: string, ...pieces: string[]): Promise<string> => {
  const socket = socketTo(origin);
  for (const piece of pieces) socket.write(piece);
  return text(socket);
};

/** Until the connection is closed, in order or not. */
const endOf = (socket: Socket) => new Promise<void>((resolve) => void socket.resume().once("close", () => resolve()));

const HEAD = "POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n";

describe("a client that takes its time", () => {
  test.each([
    ["headers", "GET /graphql HTTP/1.1\r\nhost: a\r\nx-slow: "],
    ["a body of known length", `${HEAD}content-length: 100\r\n\r\n{"query":`],
    ["a body in chunks", `${HEAD}transfer-encoding: chunked\r\n\r\n5\r\n{"que\r\n`],
  ])("with %s is answered 408 and closed", async (_case, start) => {
    await using gateway = await startHttpGateway({ patience: PATIENCE });

    const answer = await answerTo(gateway.origin, start);

    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toContain("\r\nconnection: close\r\n");
    expect(answer.split("\r\n\r\n")[1]).toBe(TIMED_OUT);
  });

  test("is closed although it sends a byte now and then", async () => {
    await using gateway = await startHttpGateway({ patience: PATIENCE });
    const socket = socketTo(gateway.origin).on("error", () => {});
    socket.write("GET /graphql HTTP/1.1\r\n");
    const drip = setInterval(() => socket.write("x: y\r\n"), 10);

    await endOf(socket);
    clearInterval(drip);

    expect(socket.destroyed).toBe(true);
  });

  test("may wait as long as it likes for its answer", async () => {
    // Long enough for a busy machine to take the request that is sent at once.
    await using gateway = await startHttpGateway({ patience: { ...PATIENCE, headersMs: 1_500, requestMs: 1_500 } });
    const answer = gateway.fetch("/graphql", postOf("{ gated }"));
    await gateway.gate.entered;
    // Others have been closed meanwhile.
    expect(await answerTo(gateway.origin, "GET / HTTP/1.1\r\nhost: ")).toMatch(/^HTTP\/1\.1 408 /);
    gateway.gate.open();

    expect(await (await answer).json()).toStrictEqual({ data: { gated: 1 } });
  });
});

describe("a request that is too large", () => {
  const TOO_LARGE = errorText("PAYLOAD_TOO_LARGE", "The body takes at most 1024 bytes.");

  test("by its Content-Length is answered 413 before any of it is sent", async () => {
    await using gateway = await startHttpGateway();

    const answer = await answerTo(gateway.origin, `${HEAD}content-length: 1025\r\n\r\n`);

    expect(answer).toMatch(/^HTTP\/1\.1 413 Payload Too Large\r\n/);
    expect(answer.split("\r\n\r\n")[1]).toBe(TOO_LARGE);
  });

  test("in chunks is answered 413 once it is, though it does not end", async () => {
    await using gateway = await startHttpGateway();

    const answer = await answerTo(
      gateway.origin,
      `${HEAD}transfer-encoding: chunked\r\n\r\n`,
      `400\r\n${"x".repeat(1024)}\r\n`,
      "1\r\nx\r\n",
    );

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer.split("\r\n\r\n")[1]).toBe(TOO_LARGE);
  });

  test("in chunks that stay below the limit is taken", async () => {
    await using gateway = await startHttpGateway();

    const answer = await answerTo(
      gateway.origin,
      `${HEAD}connection: close\r\ntransfer-encoding: chunked\r\n\r\n`,
      '15\r\n{"query":"{ greeting \r\n3\r\n}"}\r\n0\r\n\r\n',
    );

    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('{"data":{"greeting":"Bonjour été"}}');
  });

  test("by its URL is answered 414; the longest that is taken is one shorter", async () => {
    await using gateway = await startHttpGateway();
    const urlOf = (length: number) => "/graphql?query={greeting}&x=".padEnd(length, "x");

    const longest = await gateway.fetch(urlOf(8192));
    const longer = await gateway.fetch(urlOf(8193));

    expect(longest.status).toBe(200);
    expect(longer.status).toBe(414);
    expect(await longer.text()).toBe(errorText("URI_TOO_LONG", "A URL takes at most 8192 characters."));
    expect((await gateway.logLines(2))[1]).toMatchObject({ status: 414, path: "/graphql" });
  });

  test("that goes on being sent after its answer does not reach the next one", async () => {
    await using gateway = await startHttpGateway();
    const socket = socketTo(gateway.origin).on("error", () => {});
    socket.write(`${HEAD}content-length: 5000\r\n\r\n`);
    await once(socket, "data");
    const closed = endOf(socket);
    socket.write("GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n".repeat(100));

    await closed;

    expect((await gateway.logLines(1)).map(({ status }) => status)).toStrictEqual([413]);
  });
});

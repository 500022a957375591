import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { HeaderMap } from "@apollo/server";
import { describe, expect, test } from "vitest";
import type { GraphqlService } from "../../src/http/graphql-service.ts";
import { errorText, postOf, startHttpGateway } from "./http-gateway.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("errors", () => {
  test.each(["GET", "POST", "OPTIONS", "PROPFIND"])("%s of an unknown path answers 404", async (method) => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/graphql/v2?a=1", { method });

    expect(response.status).toBe(404);
    expect(await response.text()).toBe(errorText("NOT_FOUND", "Nothing lives at this path."));
  });

  test.each([
    "/",
    "/health/live",
    "/graphiql",
    "/graphiql/any.js",
    "/demo/images/any.svg",
    "/sitemap-news.xml",
    "/feeds/sections/a/b.rss",
    "/articles/any.ninjs.json?a=1",
    `/articles/${"a".repeat(5_000)}`,
  ])("POST of %s, which is for reading only, answers 405 with Allow", async (path) => {
    await using gateway = await startHttpGateway({ demoImage: () => undefined });

    const response = await gateway.fetch(path, postOf("{ greeting }"));

    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
    expect(await response.text()).toBe(errorText("METHOD_NOT_ALLOWED", "This path takes GET, HEAD, not POST."));
  });

  test.each(["/feeds", "/articles", "/demo/images/a/b.svg", "/graphql/", "//graphql", "/GRAPHQL"])(
    "POST of %s, which is no path, answers 404",
    async (path) => {
      await using gateway = await startHttpGateway({ demoImage: () => undefined });

      expect((await gateway.fetch(path, postOf("{ greeting }"))).status).toBe(404);
    },
  );

  test("a path that is not UTF-8 answers 400", async () => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/%ff");

    expect(response.status).toBe(400);
    expect(response.headers.get("x-request-id")).toMatch(UUID);
    expect(await response.text()).toBe(errorText("BAD_REQUEST", "The path is not percent-encoded UTF-8."));
  });

  test("an unexpected failure answers 500 with the request id; only the log has the reason", async () => {
    const graphql: GraphqlService = {
      execute: async () => {
        throw new Error("select secret from /etc/passwd");
      },
    };
    await using gateway = await startHttpGateway({ graphql });

    const response = await gateway.fetch("/graphql", {
      ...postOf("{ greeting }"),
      headers: { "x-request-id": "abc", "content-type": "application/json" },
    });

    expect(response.status).toBe(500);
    expect(await response.text()).toBe(
      '{"errors":[{"message":"Something went wrong on our side; quote request abc.","extensions":{"code":"INTERNAL","requestId":"abc"}}]}',
    );
    expect(await gateway.logLines(2)).toMatchObject([
      { level: "error", requestId: "abc", err: { message: "select secret from /etc/passwd" } },
      { level: "info", requestId: "abc", status: 500 },
    ]);
  });

  test.each([
    ["NONSENSE\r\n\r\n", "400 Bad Request", "BAD_REQUEST"],
    [
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${"x".repeat(20_000)}\r\n\r\n`,
      "431 Request Header Fields Too Large",
      "HEADERS_TOO_LARGE",
    ],
  ])("what is not readable HTTP answers in the same shape", async (bytes, status, code) => {
    await using gateway = await startHttpGateway();
    const socket = connect(Number(new URL(gateway.origin).port), "127.0.0.1");
    socket.write(bytes);

    const answer = await text(socket);

    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status}\r\n`));
    const reason = status.slice(4);
    expect(answer.split("\r\n\r\n")[1]).toBe(errorText(code, `The request is not readable HTTP: ${reason}.`));
  });

  test("an answer in chunks is sent whole", async () => {
    async function* chunks() {
      yield '{"data":';
      yield '{"a":1}}';
    }
    const graphql: GraphqlService = {
      execute: async () => ({
        response: { headers: new HeaderMap(), body: { kind: "chunked", asyncIterator: chunks() } },
        errorCode: undefined,
        refusal: undefined,
        operation: undefined,
        statementCount: 0,
      }),
    };
    await using gateway = await startHttpGateway({ graphql });

    expect(await (await gateway.fetch("/graphql?query=x")).text()).toBe('{"data":{"a":1}}');
  });
});

describe("request id", () => {
  test("a harmless one is kept, echoed and handed to the operation", async () => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/graphql?query={requestId}", { headers: { "x-request-id": "edge-7.a_B" } });

    expect(response.headers.get("x-request-id")).toBe("edge-7.a_B");
    expect(await response.json()).toStrictEqual({ data: { requestId: "edge-7.a_B" } });
  });

  test.each(["", "two words", "<script>", "x".repeat(65)])("%o is replaced by a UUID", async (given) => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/health/live", { headers: { "x-request-id": given } });

    expect(response.headers.get("x-request-id")).toMatch(UUID);
  });
});

describe("request log", () => {
  test("one line a request, without its query string", async () => {
    await using gateway = await startHttpGateway();

    await gateway.fetch("/graphql?query=query%20Greeting{greeting}", { headers: { "x-request-id": "one" } });
    await gateway.fetch("/nowhere?secret=1", { headers: { "x-request-id": "two" } });

    const [first, second, ...rest] = await gateway.logLines(2);
    expect(first).toStrictEqual({
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      pid: process.pid,
      hostname: expect.any(String),
      requestId: "one",
      method: "GET",
      path: "/graphql",
      status: 200,
      errorCode: null,
      keyId: null,
      operation: "Greeting",
      statementCount: 3,
      durationMs: expect.any(Number),
      msg: "request",
    });
    expect(second).toMatchObject({
      requestId: "two",
      path: "/nowhere",
      status: 404,
      operation: null,
      statementCount: 0,
    });
    expect(rest).toStrictEqual([]);
  });
});

describe("request log of odd requests", () => {
  test("a client that leaves before its answer is logged as 499, when its work has ended", async () => {
    await using gateway = await startHttpGateway();
    const leaving = new AbortController();
    const abandoned = gateway.fetch("/graphql", { ...postOf("query Greeting { gated }"), signal: leaving.signal });
    await gateway.gate.entered;
    leaving.abort();
    await expect(abandoned).rejects.toThrow("aborted");
    await gateway.allClientsGone();
    gateway.gate.open();

    expect(await gateway.logLines(1)).toMatchObject([{ status: 499, operation: "Greeting", statementCount: 3 }]);
  });

  test("a path that cannot be read is logged too", async () => {
    await using gateway = await startHttpGateway();

    await gateway.fetch("/%ff");

    expect(await gateway.logLines(1)).toMatchObject([
      { path: "/%ff", status: 400, operation: null, statementCount: 0 },
    ]);
  });
});

describe("connections", () => {
  test("two requests share one connection", async () => {
    await using gateway = await startHttpGateway();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const portOf = async () => {
      const [response] = (await once(get(`${gateway.origin}/health/live`, { agent }), "response")) as [IncomingMessage];
      const { localPort } = response.socket;
      expect(await text(response)).toBe('{"status":"live"}');
      return localPort;
    };

    const first = await portOf();
    const second = await portOf();
    agent.destroy();

    expect(second).toBe(first);
  });
});

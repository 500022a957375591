import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { errorText, startHttpGateway } from "./http-gateway.ts";

type Gateway = Awaited<ReturnType<typeof startHttpGateway>>;

const QUERY = '{"query":"{ greeting }"}';
const CHUNKED_QUERY = `${QUERY.length.toString(16)}\r\n${QUERY}\r\n0\r\n\r\n`;

/** Status line and body of the answer to these very bytes. */
async function send({ origin }: Gateway, lines: readonly string[], body = ""): Promise<[string, string]> {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.write(`${[...lines, "connection: close"].join("\r\n")}\r\n\r\n${body}`);
  const [head = "", ...rest] = (await text(socket)).split("\r\n\r\n");
  return [head.split("\r\n", 1)[0] ?? "", rest.join("\r\n\r\n")];
}

const post = (...headers: string[]) => ["POST /graphql HTTP/1.1", "host: news.example", ...headers];
const badRequest = (message: string) => ["HTTP/1.1 400 Bad Request", errorText("BAD_REQUEST", message)];
const greeting = ["HTTP/1.1 200 OK", '{"data":{"greeting":"Bonjour été"}}'];

describe("Host", () => {
  test("a request without one is refused, but for HTTP/1.0", async () => {
    await using gateway = await startHttpGateway();

    expect(await send(gateway, ["GET /health/live HTTP/1.1"])).toEqual(badRequest("A request names its Host."));
    expect(await send(gateway, ["GET /health/live HTTP/1.0"])).toEqual(["HTTP/1.1 200 OK", '{"status":"live"}']);
  });

  test.each(["GET /health/live HTTP/1.1", "GET /health/live HTTP/1.0", "GET /nowhere HTTP/1.1"])(
    "%s with two of them is refused, alike or not",
    async (line) => {
      await using gateway = await startHttpGateway();

      for (const second of ["host: news.example", "HOST: evil.example", "host:"]) {
        expect(await send(gateway, [line, "host: news.example", "accept: */*", second])).toEqual(
          badRequest("A request has one header host."),
        );
      }
    },
  );
});

describe("Content-Type", () => {
  test.each(["content-type: text/plain", "Content-Type: application/json"])(
    "a second one, %s, is refused",
    async (second) => {
      await using gateway = await startHttpGateway();
      const headers = post("content-type: application/json", `content-length: ${QUERY.length}`);

      expect(await send(gateway, [...headers, second], QUERY)).toEqual(
        badRequest("A request has one header content-type."),
      );
      expect(await send(gateway, headers, QUERY)).toEqual(greeting);
    },
  );
});

describe("Transfer-Encoding", () => {
  test.each([
    [["gzip, chunked"]],
    [["identity, chunked"]],
    [["chunked;q=1, chunked"]],
    [["gzip"]],
    [["gzip", "chunked"]],
  ])("%j is refused, once", async (codings) => {
    await using gateway = await startHttpGateway();
    const headers = post("content-type: application/json", ...codings.map((coding) => `transfer-encoding: ${coding}`));

    expect(await send(gateway, headers, CHUNKED_QUERY)).toEqual(badRequest("The only transfer coding is chunked."));
  });

  test.each(["chunked", "Chunked"])("%s is taken", async (coding) => {
    await using gateway = await startHttpGateway();
    const headers = post("content-type: application/json", `transfer-encoding: ${coding}`);

    expect(await send(gateway, headers, CHUNKED_QUERY)).toEqual(greeting);
  });

  test.each([
    ["beside a length", ["transfer-encoding: chunked", "content-length: 5"], CHUNKED_QUERY],
    ["twice", ["transfer-encoding: chunked, chunked"], CHUNKED_QUERY],
    ["with a chunk without a length", ["transfer-encoding: chunked"], "nonsense\r\n"],
  ])("chunked %s is not readable HTTP", async (_name, headers, body) => {
    await using gateway = await startHttpGateway();

    expect(await send(gateway, post("content-type: application/json", ...headers), body)).toEqual(
      badRequest("The request is not readable HTTP: Bad Request."),
    );
  });
});

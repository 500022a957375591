import { describe, expect, test } from "vitest";
import { errorText, postOf, SETTINGS, startHttpGateway } from "./http-gateway.ts";

const GREETING = '{"data":{"greeting":"Bonjour été"}}';

describe("/graphql", () => {
  test("POST answers the result with its length in bytes", async () => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/graphql", postOf("{ greeting }"));

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(GREETING)));
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("x-powered-by")).toBeNull();
    expect(await response.text()).toBe(GREETING);
  });

  test("GET takes query and variables from the URL", async () => {
    await using gateway = await startHttpGateway();
    const search = new URLSearchParams({
      query: "query Greeting($name: String) { greeting(name: $name) }",
      variables: '{"name":"Zoë & Co"}',
    });

    const response = await gateway.fetch(`/graphql?${search.toString()}`);

    expect(response.status).toBe(200);
    expect(await response.text()).toBe('{"data":{"greeting":"Bonjour Zoë & Co"}}');
  });

  test("HEAD answers as GET, without the body", async () => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/graphql?query={greeting}", { method: "HEAD" });

    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(GREETING)));
    expect(await response.text()).toBe("");
  });

  test.each(["OPTIONS", "PUT", "PATCH", "DELETE", "PROPFIND"])("%s answers 405 with Allow", async (method) => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/graphql", { method });

    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, POST");
    expect(await response.text()).toBe(
      errorText("METHOD_NOT_ALLOWED", `This path takes GET, HEAD, POST, not ${method}.`),
    );
  });
});

describe("/graphql request body", () => {
  test.each([
    ["cut off", '{"query":"{ greeting }"', "The body is not JSON."],
    ["empty", "", "The body is not JSON."],
    [
      "with a key that reaches a prototype",
      '{"query":"{ greeting }","variables":{"\\u005f_proto__":{"a":1}}}',
      "The body has a key __proto__, which is not taken.",
    ],
    [
      "with a key twice",
      '{"query":"{ requestId }", "variables":{"query":"\\"","list":[{"a":1},{"a":1}]}, "qu\\u0065ry":"{ greeting }"}',
      "The body has a key twice in one object.",
    ],
    [
      "a list of operations",
      '[{"query":"{ greeting }"}]',
      "A request holds one operation: lists of them are not taken.",
    ],
    ["a number", "1", "The body must be a JSON object with query, variables and the like."],
    ["null", "null", "The body must be a JSON object with query, variables and the like."],
    ["with a query that is none", '{"query":{"kind":"Document"}}', "query must be a string."],
    ["with variables that are a text", '{"query":"{ greeting }","variables":"{}"}', "variables must be an object."],
    ["with extensions that are a list", '{"query":"{ greeting }","extensions":[]}', "extensions must be an object."],
    ["with a name that is none", '{"query":"{ greeting }","operationName":1}', "operationName must be a string."],
  ])("JSON that is %s answers 400", async (_case, body, message) => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/graphql", { ...postOf(""), body });

    expect(response.status).toBe(400);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toBe(errorText("BAD_REQUEST", message));
  });

  test.each([
    ["lists", "[".repeat(257)],
    ["objects", "{".repeat(257)],
    ["either, of which none is closed", `{"query":"[[","variables":${'[{"a":'.repeat(130)}`],
  ])("%s inside each other are taken 256 at the most, whatever is behind them", async (_what, body) => {
    await using gateway = await startHttpGateway();

    const { status, text } = await answerTo(gateway, body);

    expect([status, text]).toEqual([400, errorText("BAD_REQUEST", "The body nests at most 256 lists and objects.")]);
  });

  test("256 inside each other are read, and so is text that looks like more", async () => {
    await using gateway = await startHttpGateway();

    expect(await answerTo(gateway, `${"[".repeat(256)}${"]".repeat(256)}`)).toEqual({
      status: 400,
      text: errorText("BAD_REQUEST", "A request holds one operation: lists of them are not taken."),
    });
    expect(await answerTo(gateway, `{"query":"{ greeting }","variables":{"a":"${"[".repeat(500)}"}}`)).toEqual({
      status: 200,
      text: GREETING,
    });
    expect((await answerTo(gateway, `{"query":"${"[{".repeat(200)}`)).text).toBe(
      errorText("BAD_REQUEST", "The body is not JSON."),
    );
  });

  test("values are as many as variables may hold and 100 more, at the most", async () => {
    await using gateway = await startHttpGateway({ config: { ...SETTINGS, maxBodyBytes: 10_000 } });
    const bodyOf = (count: number) => `{"extensions":{"a":[${"1,".repeat(count - 4)}1]},"query":"{ greeting }"}`;

    expect((await answerTo(gateway, bodyOf(1_100))).text).toBe(GREETING);
    expect((await answerTo(gateway, bodyOf(1_101))).text).toBe(
      errorText("TOO_MANY_VARIABLES_VALUES", "The body takes at most 1100 values."),
    );
  });

  test("keys that only look doubled are taken", async () => {
    await using gateway = await startHttpGateway();
    const body =
      '{"variables":{"a":{"a":["a","a",{"a":"\\\\"}]},"b":"\\"a\\":1,\\"a\\":{"}, "query":"{ greeting }","operationName":null }';

    const response = await gateway.fetch("/graphql", { ...postOf(""), body });

    expect(await response.text()).toBe(GREETING);
  });

  test("bytes that are not UTF-8 answer 400 instead of replaced characters", async () => {
    await using gateway = await startHttpGateway();
    const body = Buffer.from('{"query":"{ greeting(name: \\"\xe9\\") }"}', "latin1");

    const response = await gateway.fetch("/graphql", { ...postOf(""), body });

    expect(response.status).toBe(400);
    expect(await response.text()).toBe(errorText("BAD_REQUEST", "The body is not UTF-8."));
  });

  test("one byte over the limit answers 413, the limit itself is taken", async () => {
    await using gateway = await startHttpGateway();
    const filled = (bytes: number) => {
      const start = '{"query":"{ greeting }';
      return { ...postOf(""), body: `${start.padEnd(bytes - 2)}"}` };
    };

    const atLimit = await gateway.fetch("/graphql", filled(1024));
    const overLimit = await gateway.fetch("/graphql", filled(1025));

    expect(await atLimit.text()).toBe(GREETING);
    expect(overLimit.status).toBe(413);
    expect(await overLimit.text()).toBe(errorText("PAYLOAD_TOO_LARGE", "The body takes at most 1024 bytes."));
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"])(
    "content type %s answers 415",
    async (contentType) => {
      await using gateway = await startHttpGateway();

      const response = await gateway.fetch("/graphql", {
        ...postOf("{ greeting }"),
        headers: { "content-type": contentType },
      });

      expect(response.status).toBe(415);
      expect(await response.text()).toBe(errorText("UNSUPPORTED_MEDIA_TYPE", "The body must be application/json."));
    },
  );

  test("a compressed body answers 415", async () => {
    await using gateway = await startHttpGateway();
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };

    const response = await gateway.fetch("/graphql", { ...postOf("{ greeting }"), headers });

    expect(response.status).toBe(415);
    expect(await response.text()).toBe(errorText("UNSUPPORTED_MEDIA_TYPE", "The body must not be compressed."));
  });
});

async function answerTo(gateway: Awaited<ReturnType<typeof startHttpGateway>>, body: string) {
  const response = await gateway.fetch("/graphql", { ...postOf(""), body });
  return { status: response.status, text: await response.text() };
}

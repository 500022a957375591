import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openKeptDocuments } from "../../src/graphql/documents/kept-documents.ts";
import { createLog } from "../../src/log.ts";
import { openRedis } from "../../src/redis.ts";
import { openSharedDocuments } from "../support/shared-documents.ts";
import { errorText, startGraphql, startHttpGateway } from "./http-gateway.ts";

const JSON_TYPE = "application/json";
const GRAPHQL_TYPE = "application/graphql-response+json";
const NEVER = async () => {};
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const persisted = (sha256Hash: unknown, version: unknown = 1) => ({ persistedQuery: { version, sha256Hash } });
let count = 0;
/** A document that nobody has sent before. */
const fresh = () => `query Fresh${count++} { greeting }`;
const GREETING = '{"data":{"greeting":"Bonjour été"}}';
const MISS = errorText("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");

let shared: Awaited<ReturnType<typeof openSharedDocuments>>;
const open = async (which: 0 | 1) =>
  startHttpGateway({ graphql: await startGraphql(NEVER, { kept: shared.stores[which] }) });
let gateway: Awaited<ReturnType<typeof open>>;
let other: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  shared = await openSharedDocuments();
  [gateway, other] = [await open(0), await open(1)];
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
  await shared[Symbol.asyncDispose]();
});

async function post(to: typeof gateway, body: object, accept = JSON_TYPE) {
  const headers = { "content-type": JSON_TYPE, accept };
  const response = await to.fetch("/graphql", { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, cacheControl: response.headers.get("cache-control"), text: await response.text() };
}

async function get(to: typeof gateway, params: Record<string, string>) {
  const response = await to.fetch(`/graphql?${new URLSearchParams(params).toString()}`);
  return { status: response.status, cacheControl: response.headers.get("cache-control"), text: await response.text() };
}

describe("A document sent by its hash", () => {
  test("is not found before it was sent along, and no cache keeps that", async () => {
    const extensions = persisted(hashOf(fresh()));

    expect(await post(gateway, { extensions })).toEqual({ status: 200, cacheControl: "no-store", text: MISS });
    expect(await post(gateway, { extensions }, GRAPHQL_TYPE)).toEqual({
      status: 400,
      cacheControl: "no-store",
      text: MISS,
    });
    expect(await get(gateway, { extensions: JSON.stringify(extensions) })).toEqual({
      status: 200,
      cacheControl: "no-store",
      text: MISS,
    });
  });

  test("is found once it was sent along, here and on another gateway, by POST and GET", async () => {
    const query = fresh();
    const extensions = persisted(hashOf(query));

    expect((await post(gateway, { query, extensions })).text).toBe(GREETING);
    for (const one of [gateway, other]) {
      expect((await post(one, { extensions })).text).toBe(GREETING);
      expect((await get(one, { extensions: JSON.stringify(extensions) })).text).toBe(GREETING);
    }
  });

  test("takes variables and an operation's name", async () => {
    const query = "query A($name: String) { greeting(name: $name) } query B { requestId }";
    const extensions = persisted(hashOf(query));
    await post(gateway, { query, operationName: "A", extensions });

    const asked = await post(other, { extensions, operationName: "A", variables: { name: "Zoë" } });
    expect(asked.text).toBe('{"data":{"greeting":"Bonjour Zoë"}}');
  });

  test("may be sent along by GET", async () => {
    const query = fresh();
    const extensions = persisted(hashOf(query));

    expect((await get(gateway, { query, extensions: JSON.stringify(extensions) })).text).toBe(GREETING);
    expect((await post(other, { extensions })).text).toBe(GREETING);
  });

  test("that is a mutation is refused by GET all the same", async () => {
    const query = "mutation { greet }";
    const extensions = persisted(hashOf(query));
    await post(gateway, { query, extensions });

    const { status } = await get(gateway, { extensions: JSON.stringify(extensions) });
    expect(status).toBe(405);
  });
});

describe("A hash", () => {
  test.each([JSON_TYPE, GRAPHQL_TYPE])("of another document is a 400 as %s, and nothing is kept", async (accept) => {
    const query = fresh();
    const foreign = hashOf(fresh());

    expect(await post(gateway, { query, extensions: persisted(foreign) }, accept)).toEqual({
      status: 400,
      cacheControl: "no-store",
      text: errorText("PERSISTED_QUERY_HASH_MISMATCH", "sha256Hash is not the SHA-256 of query."),
    });
    expect((await post(gateway, { extensions: persisted(foreign) })).text).toBe(MISS);
    expect((await post(gateway, { extensions: persisted(hashOf(query)) })).text).toBe(MISS);
  });

  test.each([
    ["of upper-case digits", persisted("A".repeat(64))],
    ["too short", persisted("a".repeat(63))],
    ["that is no text", persisted(7)],
    ["that is missing", persisted(undefined)],
    ["of another version", persisted("a".repeat(64), 2)],
    ["without version", { persistedQuery: { sha256Hash: "a".repeat(64) } }],
    ["in no object", { persistedQuery: "a".repeat(64) }],
  ])("%s is a 400", async (_what, extensions) => {
    const { status, text } = await post(gateway, { extensions });

    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: "BAD_REQUEST" } }] });
  });
});

describe("What is kept", () => {
  test.each([
    ["is no GraphQL", "{ greeting"],
    ["does not fit the schema", "{ farewell }"],
    ["is beyond a limit", `{ ${"greeting ".repeat(21)}}`],
    ["has no brackets' end", "{a".repeat(500)],
  ])("is no document that %s", async (_what, query) => {
    const extensions = persisted(hashOf(query));
    await post(gateway, { query, extensions });

    expect((await post(gateway, { extensions })).text).toBe(MISS);
    expect((await post(other, { extensions })).text).toBe(MISS);
  });

  test("is no document that nobody wished to be kept", async () => {
    const query = fresh();
    await post(gateway, { query });

    expect((await post(gateway, { extensions: persisted(hashOf(query)) })).text).toBe(MISS);
  });

  test.each(process.env["REDIS_URL"] ? ["Redis"] : [])(
    "in %s is run only if it has the hash it is kept under",
    async () => {
      const hash = hashOf(fresh());
      await shared.overwrite(hash, "{ greeting }");

      expect((await post(gateway, { extensions: persisted(hash) })).text).toBe(MISS);
    },
  );

  test("in memory is bounded: what was not asked for longest goes", async () => {
    const kept = openKeptDocuments(undefined);
    const texts = Array.from({ length: 300 }, (_, i) => `{ greeting } # ${i}`.padEnd(20_000));
    await kept.keep("first", "{ greeting }");
    for (const text of texts) {
      await kept.keep(hashOf(text), text);
      expect(await kept.get("first")).toBe("{ greeting }");
    }

    const left = await Promise.all(texts.map(async (text) => (await kept.get(hashOf(text))) !== undefined));
    expect(left.lastIndexOf(false)).toBe(left.indexOf(true) - 1);
    expect(left.filter(Boolean)).toHaveLength(199);
  });

  test("is kept in memory while Redis is away", async () => {
    const redis = await openRedis("redis://127.0.0.1:1", "nowhere:", createLog("silent"));
    const kept = openKeptDocuments(redis);
    await kept.keep("a", "{ greeting }");

    expect([await kept.get("a"), await kept.get("b")]).toEqual(["{ greeting }", undefined]);
    redis.close();
  });
});

describe("A request without a document", () => {
  test.each([
    ["at all", { variables: {} }],
    ["but an empty one", { query: "" }],
    ["but extensions of others", { extensions: { tracing: true } }],
    ["but two", { query: "{ greeting }", documentId: `sha256:${"a".repeat(64)}` }],
    ["but two by hash", { documentId: `sha256:${"a".repeat(64)}`, extensions: persisted("a".repeat(64)) }],
  ])("%s is a 400", async (_what, body) => {
    const { status, text } = await post(gateway, body);

    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: "BAD_REQUEST" } }] });
  });
});

describe("Limits over HTTP", () => {
  test("are no quarrel of HTTP's: 200 as application/json, 400 as application/graphql-response+json", async () => {
    const query = `{ ${"greeting ".repeat(21)}}`;
    const answers = [await post(gateway, { query }), await post(gateway, { query }, GRAPHQL_TYPE)];

    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    expect(answers.map(({ text }) => JSON.parse(text).errors[0].extensions.code)).toEqual([
      "TOO_MANY_ROOT_FIELDS",
      "TOO_MANY_ROOT_FIELDS",
    ]);
  });

  test("X-Kiosque-Cost: 1 has the answer tell its cost", async () => {
    const headers = { "content-type": JSON_TYPE, "x-kiosque-cost": "1" };
    const response = await gateway.fetch("/graphql", { method: "POST", headers, body: '{"query":"{ greeting }"}' });

    expect(await response.json()).toEqual({
      data: { greeting: "Bonjour été" },
      extensions: { cost: { points: 20, limit: 10_000 } },
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bearer, type KeyedGateway, type KeyedNewsroom, startKeyedNewsroom } from "./keyed-gateway.ts";

const CREATE = `mutation { createArticle(input: { headline: "A", language: "en" }) {
  problems { code } purgedTags articleId article { id headline version } } }`;

let newsroom: KeyedNewsroom;
let gateway: KeyedGateway;
let desk: string;
let otherDesk: string;
beforeAll(async () => {
  newsroom = await startKeyedNewsroom();
  gateway = await newsroom.listen();
  const scopes = ["content:read", "content:desk", "content:write", "keys:admin"] as const;
  desk = await newsroom.createKey({ scopes });
  otherDesk = await newsroom.createKey({ scopes });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await newsroom[Symbol.asyncDispose]();
});
beforeEach(() => newsroom.database.execute("truncate articles, idempotent_writes cascade"));

const ask = (query: string, idempotencyKey?: string, token = desk) =>
  gateway.ask(query, {
    ...bearer(token),
    "x-kiosque-view": "desk",
    ...(idempotencyKey === undefined ? {} : { "x-idempotency-key": idempotencyKey }),
  });
const articleCount = async () => {
  const [row] = await newsroom.database.execute("select count(*)::int as count from articles");
  return (row as { count: number }).count;
};

describe("A mutation with X-Idempotency-Key", () => {
  test("is done once: asked again it has its first answer", async () => {
    const [first, second] = [await ask(CREATE, "order-1"), await ask(CREATE, "order-1")];

    expect(first.data?.["createArticle"]).toMatchObject({ problems: [], article: { headline: "A", version: 1 } });
    expect(second.text).toBe(first.text);
    expect([first, second].map(({ response }) => response.headers.get("x-idempotency-key"))).toEqual([
      "order-1",
      "order-1",
    ]);
    expect(await articleCount()).toBe(1);
  });

  test("is done once when it is asked for many times at once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(CREATE, "order-1")));

    expect(answers[0]?.data?.["createArticle"]).toMatchObject({ problems: [] });
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await articleCount()).toBe(1);
  });

  test("is another one for another key of the gateway, and with another idempotency key", async () => {
    await ask(CREATE, "order-1");
    await ask(CREATE, "order-1", otherDesk);
    await ask(CREATE, "order-2");

    expect(await articleCount()).toBe(3);
  });

  test("that asks for something else than the first is IDEMPOTENCY_KEY_REUSED, and nothing is written", async () => {
    await ask(CREATE, "order-1");
    const other = await ask(CREATE.replace('"A"', '"B"'), "order-1");

    expect(other.errors).toMatchObject([
      {
        message: "This X-Idempotency-Key was sent with another request before.",
        extensions: { code: "IDEMPOTENCY_KEY_REUSED" },
      },
    ]);
    expect(await articleCount()).toBe(1);
  });

  test("that asks for something else is IDEMPOTENCY_KEY_REUSED also where only part of the first was written", async () => {
    const both = `mutation { a: updateArticle(id: "Article:999999", patch: { headline: "A" }) { problems { code } }
      b: createArticle(input: { headline: "B", language: "en" }) { articleId } }`;
    const first = await ask(both, "order-1");
    const other = await ask(CREATE, "order-1");
    const again = await ask(both, "order-1");

    expect(first.data).toMatchObject({ a: { problems: [{ code: "NOT_FOUND" }] } });
    expect(other.errors).toMatchObject([{ extensions: { code: "IDEMPOTENCY_KEY_REUSED" } }]);
    expect(again.text).toBe(first.text);
    expect(await articleCount()).toBe(1);
  });

  test("is the same whatever the order of its variables", async () => {
    const query = `mutation ($input: ArticleInput!) { createArticle(input: $input) { articleId } }`;
    const send = async (variables: object) => {
      const response = await fetch(`${gateway.origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...bearer(desk), "x-idempotency-key": "order-1" },
        body: JSON.stringify({ query, variables }),
      });
      return response.text();
    };

    const first = await send({ input: { headline: "A", language: "en" } });
    expect(await send({ input: { language: "en", headline: "A" } })).toBe(first);
    expect(await articleCount()).toBe(1);
  });

  test("that was refused is tried again", async () => {
    const publish = `mutation { publishArticle(id: "Article:1") { problems { code } article { status } } }`;
    const refused = await ask(publish, "order-1");
    await newsroom.database.execute("alter sequence articles_id_seq restart");
    await ask(`mutation { createArticle(input: { headline: "A", language: "en", bodyHtml: "<p>A</p>", slug: "a" }) {
      problems { code } } }`);
    const done = await ask(publish, "order-1");

    expect(refused.data).toMatchObject({ publishArticle: { problems: [{ code: "NOT_FOUND" }] } });
    expect(done.data).toEqual({ publishArticle: { problems: [], article: { status: "PUBLISHED" } } });
  });

  test("does each of its writes once", async () => {
    const both = `mutation { a: createArticle(input: { headline: "A", language: "en" }) { articleId }
      b: createArticle(input: { headline: "B", language: "en" }) { articleId } }`;
    const first = await ask(both, "order-1");
    await newsroom.database.execute("delete from idempotent_writes where ordinal = 2");
    const second = await ask(both, "order-1");

    expect(second.data?.["a"]).toEqual(first.data?.["a"]);
    expect(second.data?.["b"]).not.toEqual(first.data?.["b"]);
    expect(await articleCount()).toBe(3);
  });

  test("is forgotten after a day, and what is a day old goes with any later write", async () => {
    await ask(CREATE, "order-1");
    await ask(CREATE, "order-2");
    await newsroom.database.execute("update idempotent_writes set written_at = now() - interval '23 hours'");
    await ask(CREATE, "order-1");
    expect(await articleCount()).toBe(2);

    await newsroom.database.execute("update idempotent_writes set written_at = now() - interval '25 hours'");
    await ask(CREATE, "order-1");

    expect(await articleCount()).toBe(3);
    expect(await newsroom.database.execute("select count(*)::int as count from idempotent_writes")).toEqual([
      { count: 2 },
    ]);
  });

  test("that ingests a document has the first report", async () => {
    const document = JSON.stringify({ uri: "urn:a", type: "text", headline: "A", language: "en" });
    const ingest = `mutation { ingest(format: NINJS, document: ${JSON.stringify(document)}) {
      problems { message } items { outcome article { headline } } } }`;
    const [first, second, anew] = [await ask(ingest, "order-1"), await ask(ingest, "order-1"), await ask(ingest)];

    expect(first.data).toMatchObject({ ingest: { problems: [], items: [{ outcome: "CREATED" }] } });
    expect(second.text).toBe(first.text);
    expect(anew.data).toMatchObject({ ingest: { items: [{ outcome: "UNCHANGED" }] } });
  });

  test("that makes an API key makes one; its secret was shown the first time", async () => {
    const create = `mutation { createApiKey(input: { name: "P", scopes: ["content:read"] }) { problems { code } id secret } }`;
    const [first, second] = [await ask(create, "order-1"), await ask(create, "order-1")];

    const made = first.data?.["createApiKey"] as { id: string; secret: string };
    expect(made.secret).toMatch(/./);
    expect(second.data).toEqual({ createApiKey: { problems: [], id: made.id, secret: null } });
    const kept = await newsroom.database.execute("select result from idempotent_writes where ordinal = 1");
    expect(kept).toEqual([{ result: made.id.replace("ApiKey:", "") }]);
  });

  test.each(["", "two words", "é", "k".repeat(201)])("« %s » is BAD_REQUEST", async (key) => {
    const { status, errors } = await ask(CREATE, Buffer.from(key).toString("latin1"));

    expect([status, errors]).toMatchObject([400, [{ extensions: { code: "BAD_REQUEST" } }]]);
    expect(await articleCount()).toBe(0);
  });
});

describe("A mutation without a key", () => {
  test("is given one in its answer, with which it can be asked for again", async () => {
    const first = await ask(CREATE);
    const second = await ask(CREATE, first.response.headers.get("x-idempotency-key") ?? "");
    const anew = await ask(CREATE);

    expect(second.text).toBe(first.text);
    expect(anew.text).not.toBe(first.text);
    expect(await articleCount()).toBe(2);
  });
});

test("Queries have no idempotency key", async () => {
  const { response } = await ask("{ articles(first: 1) { nodes { id } } }", "order-1");

  expect([response.status, response.headers.get("x-idempotency-key")]).toEqual([200, null]);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, type KeyedGateway, type KeyedNewsroom, startKeyedNewsroom } from "./keyed-gateway.ts";

const PAGE = "{ articles(first: 500) { nodes { uri } } }";
const NAME = "{ viewer { name } }";
const WRITE = `mutation { unpublishArticle(id: "Article:1") { problems { code } } }`;
const DEAR = "{ articles(first: 100) { nodes { related(first: 50) { nodes { uri } } } } }";

let newsroom: KeyedNewsroom;
let gateway: KeyedGateway;
let token: string;
let keyId: number;
beforeAll(async () => {
  newsroom = await startKeyedNewsroom();
  gateway = await newsroom.listen({ rateLimits: { key: 500 } });
  token = await newsroom.createKey();
  keyId = Number(token.split("_")[1]);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await newsroom[Symbol.asyncDispose]();
});

/** What the line of the next request has. */
async function lineOf({ logged }: KeyedGateway, ask: () => Promise<unknown>) {
  const before = logged().length;
  await ask();
  await expect.poll(() => logged().length).toBe(before + 1);
  return logged()[before];
}

describe("The line of a request", () => {
  test.each([
    { what: "an answer", status: 200, errorCode: null },
    { what: "an error of a field", query: PAGE, status: 200, errorCode: "PAGE_SIZE_INVALID" },
    { what: "a document that is not valid", query: "{ x }", status: 200, errorCode: "GRAPHQL_VALIDATION_FAILED" },
    { what: "a mutation without a key", query: WRITE, status: 401, errorCode: "UNAUTHENTICATED" },
    { what: "a refusal before GraphQL", headers: { accept: "text/html" }, status: 406, errorCode: "NOT_ACCEPTABLE" },
    { what: "a wrong key", headers: bearer("nonsense"), status: 401, errorCode: "UNAUTHENTICATED" },
  ])("names the code of $what, and nobody", async ({ query = NAME, headers, status, errorCode }) => {
    const line = await lineOf(gateway, () => gateway.ask(query, headers));

    expect(line).toMatchObject({ status, errorCode, keyId: null });
    expect(line).not.toHaveProperty("address");
  });

  test.each([
    { what: "an answer", status: 200, errorCode: null },
    { what: "a refusal", headers: { "x-kiosque-view": "desk" }, status: 403, errorCode: "FORBIDDEN" },
    { what: "the end of its points", query: DEAR, status: 429, errorCode: "RATE_LIMITED" },
  ])("names the key of $what by its id", async ({ query = NAME, headers, status, errorCode }) => {
    const line = await lineOf(gateway, () => gateway.ask(query, { ...bearer(token), ...headers }));

    expect(line).toMatchObject({ status, errorCode, keyId });
  });

  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["nonsense", "unknown"],
  ])("names the address %s, where it shall, as %s", async (given, address) => {
    await using watched = await newsroom.listen({ isAddressLogged: true, trustedProxies: 1 });

    expect(await lineOf(watched, () => watched.ask(NAME, { "x-forwarded-for": given }))).toMatchObject({ address });
  });

  test("has neither keys nor what was asked", async () => {
    await gateway.ask(`{ article(slug: "top-secret") { uri } }`, bearer(token));
    await gateway.ask(`{ article(slug: "top-secret") { nonsense } }`, { "x-api-key": token });

    const text = JSON.stringify(gateway.logged());
    expect(text).not.toMatch(/top-secret|nonsense/);
    expect(text).not.toContain(token.slice(-20));
  });
});

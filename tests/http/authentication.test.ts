import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { revokeApiKey } from "../../src/content/api-key/api-key.commands.ts";
import { type ApiKeys, openApiKeys } from "../../src/content/api-key/api-keys.ts";
import { draftOf } from "../support/draft.ts";
import { errorText, postOf } from "./http-gateway.ts";
import { bearer, type KeyedGateway, type KeyedNewsroom, startKeyedNewsroom } from "./keyed-gateway.ts";

const NAME = "{ viewer { kind name } }";
const UNAUTHENTICATED = errorText("UNAUTHENTICATED", "The key is not valid.");

let newsroom: KeyedNewsroom;
let open: KeyedGateway;
let partnersOnly: KeyedGateway;
let otherKeys: ApiKeys;
let key: string;
beforeAll(async () => {
  newsroom = await startKeyedNewsroom();
  otherKeys = await openApiKeys(newsroom.database, () => newsroom.clock.now);
  open = await newsroom.listen();
  partnersOnly = await newsroom.listen({ isAnonymousAdmitted: false, apiKeys: otherKeys });
  const { publishedAt: _, ...draft } = draftOf("draft", { status: "DRAFT" });
  await newsroom.save(draftOf("out"), draft);
  key = await newsroom.createKey();
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await partnersOnly[Symbol.asyncDispose]();
  await otherKeys.close();
  await newsroom[Symbol.asyncDispose]();
});

const idIn = (token: string) => Number(token.split("_")[1]);

/** Headers as pairs, so that one may come twice. */
async function sendPairs(headers: [string, string][]) {
  const { hostname, port } = new URL(open.origin);
  const sent = request({ hostname, port, path: `/graphql?query=${encodeURIComponent(NAME)}`, headers: headers.flat() });
  sent.end();
  const [response] = await once(sent, "response");
  return { status: response.statusCode as number, text: await text(response) };
}

describe("An API key", () => {
  test.each([
    ["authorization", () => bearer(key)],
    ["authorization, its scheme in another case", () => ({ authorization: `bEARER  ${key}` })],
    ["x-api-key", () => ({ "x-api-key": key })],
  ])("in %s lets its holder in", async (_header, headers) => {
    expect((await open.ask(NAME, headers())).data).toEqual({ viewer: { kind: "API_KEY", name: "Partner" } });
  });

  test("costs an operation no statement of its own", async () => {
    const unseen = await newsroom.createKey();
    const before = open.logged().length;
    for (const headers of [{}, bearer(unseen), bearer(unseen)])
      await open.ask("{ articles { nodes { uri } } }", headers);

    await expect
      .poll(() =>
        open
          .logged()
          .slice(before)
          .map((line) => line.statementCount),
      )
      .toEqual([1, 1, 1]);
  });

  test("makes answers to GET differ for caches, and its own stay out of those that are shared", async () => {
    const get = (headers = {}) => fetch(`${open.origin}/graphql?query=${encodeURIComponent(NAME)}`, { headers });
    const [anyones, own] = [await get(), await get(bearer(key))];

    for (const { headers } of [anyones, own])
      expect(headers.get("vary")).toBe("authorization, x-api-key, x-kiosque-view, accept");
    expect(anyones.headers.get("cache-control")).toBeNull();
    expect(own.headers.get("cache-control")).toBe("private, no-cache");
  });
});

describe("A key that lets nobody in", () => {
  const flipped = (token: string) => token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
  const CASES: [name: string, token: () => Promise<string>][] = [
    ["malformed", async () => "nonsense"],
    ["empty", async () => ""],
    ["of another prefix", async () => key.replace("ksq", "ghp")],
    ["too long", async () => `${key}A`],
    ["unknown", async () => key.replace(/_\d+_/, "_999999_")],
    ["beyond any id", async () => key.replace(/_\d+_/, "_9999999999999999_")],
    ["wrong by a character", async () => flipped(key)],
    ["expired", () => newsroom.createKey({ expiresAt: newsroom.clock.now })],
    [
      "revoked",
      async () => {
        const token = await newsroom.createKey();
        await revokeApiKey(newsroom.database.em(), idIn(token), newsroom.clock.now);
        return token;
      },
    ],
  ];

  test.each(CASES)("as it is %s answers as any other, on a public operation too", async (_name, tokenOf) => {
    const token = await tokenOf();

    for (const headers of [bearer(token), { "x-api-key": token }]) {
      const { response, status, text: answer } = await open.ask("{ __typename }", headers);
      expect({ status, answer }).toEqual({ status: 401, answer: UNAUTHENTICATED });
      expect(response.headers.get("www-authenticate")).toBe('Bearer realm="Kiosque", error="invalid_token"');
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("is refused before the body is read", async () => {
    const response = await open.send("#".repeat(200_000), bearer("nonsense"));

    expect(response.status).toBe(401);
  });

  test.each(["Basic dXNlcjpwYXNz", "Bearer", "nonsense"])("in the header authorization: %s", async (authorization) => {
    expect((await open.ask(NAME, { authorization })).status).toBe(401);
  });
});

describe("Two keys in a request", () => {
  const AMBIGUOUS = errorText("CREDENTIALS_AMBIGUOUS", "Send one key: as Authorization: Bearer, or as x-api-key.");

  test.each([
    [
      "one in both headers",
      () => [
        ["authorization", `Bearer ${key}`],
        ["x-api-key", key],
      ],
    ],
    [
      "two bearers",
      () => [
        ["authorization", `Bearer ${key}`],
        ["authorization", "Bearer other"],
      ],
    ],
    [
      "two in x-api-key",
      () => [
        ["x-api-key", key],
        ["x-api-key", key],
      ],
    ],
    [
      "a wrong one beside a right one",
      () => [
        ["x-api-key", "nonsense"],
        ["Authorization", `Bearer ${key}`],
      ],
    ],
  ] as [string, () => [string, string][]][])("%s are refused", async (_name, headers) => {
    expect(await sendPairs([["host", "a"], ...headers()])).toEqual({ status: 400, text: AMBIGUOUS });
  });
});

describe("Revocation", () => {
  test("takes effect in a process that knew the key", async () => {
    const token = await newsroom.createKey();
    expect((await open.ask(NAME, bearer(token))).status).toBe(200);
    expect((await partnersOnly.ask(NAME, bearer(token))).status).toBe(200);

    await revokeApiKey(newsroom.database.em(), idIn(token), newsroom.clock.now);

    await expect.poll(async () => (await open.ask(NAME, bearer(token))).status).toBe(401);
    await expect.poll(async () => (await partnersOnly.ask(NAME, bearer(token))).status).toBe(401);
  });

  test("by GraphQL is in force in its own process when the answer comes", async () => {
    const admin = await newsroom.createKey({ scopes: ["content:read", "keys:admin"] });
    const token = await newsroom.createKey();
    expect((await open.ask(NAME, bearer(token))).status).toBe(200);

    await open.ask(`mutation { revokeApiKey(id: "ApiKey:${idIn(token)}") { id } }`, bearer(admin));

    expect((await open.ask(NAME, bearer(token))).status).toBe(401);
  });
});

describe("A gateway for partners only", () => {
  test("answers no one without a key", async () => {
    const { response, status, text: answer } = await partnersOnly.ask(NAME);

    expect({ status, answer }).toEqual({ status: 401, answer: errorText("UNAUTHENTICATED", "A key is needed.") });
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="Kiosque"');
  });

  test("answers partners, and everyone who asks whether it lives", async () => {
    expect((await partnersOnly.ask(NAME, bearer(key))).status).toBe(200);
    expect((await fetch(`${partnersOnly.origin}/health/ready`)).status).toBe(200);
  });
});

describe("X-Kiosque-View", () => {
  const DRAFT = `{ viewer { view } article(uri: "draft") { uri } }`;
  const UNSEEN = { viewer: { view: "PUBLIC" }, article: null };

  test("desk, with the scope content:desk, shows drafts", async () => {
    const desk = await newsroom.createKey({ scopes: ["content:desk"] });

    expect((await open.ask(DRAFT, { ...bearer(desk), "x-kiosque-view": "desk" })).data).toEqual({
      viewer: { view: "DESK" },
      article: { uri: "draft" },
    });
    expect((await open.ask(DRAFT, bearer(desk))).data).toEqual(UNSEEN);
    expect((await open.ask(DRAFT, { ...bearer(desk), "x-kiosque-view": "public" })).data).toEqual(UNSEEN);
  });

  test.each([
    {
      who: "without a key",
      headers: () => ({}),
      status: 401,
      code: "UNAUTHENTICATED",
      challenge: 'Bearer realm="Kiosque"',
    },
    { who: "with a key of other scopes", headers: () => bearer(key), status: 403, code: "FORBIDDEN", challenge: null },
  ])("desk $who is refused", async ({ headers, status, code, challenge }) => {
    const { response, text: answer } = await open.ask(DRAFT, { ...headers(), "x-kiosque-view": "desk" });

    expect(response.status).toBe(status);
    expect(response.headers.get("www-authenticate")).toBe(challenge);
    expect(answer).toBe(errorText(code, "The desk's view takes a key with the scope content:desk."));
  });

  test.each(["DESK", "", "desk, desk", "__proto__"])("%o is refused", async (view) => {
    const response = await fetch(`${open.origin}/graphql`, {
      ...postOf(DRAFT),
      headers: { "content-type": "application/json", "x-kiosque-view": view },
    });

    expect(response.status).toBe(400);
    expect(await response.text()).toBe(errorText("VIEW_INVALID", "X-Kiosque-View is public or desk."));
  });
});

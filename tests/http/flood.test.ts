import { type GraphQLInputType, GraphQLString } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSchema } from "../../src/graphql/schema.ts";
import { Locale } from "../../src/graphql/shared/scalars.ts";
import { richNewsroom } from "../graphql/rich-newsroom.ts";
import { WIDEST_LIMITS } from "../support/document-rules.ts";
import { retained } from "../support/retained.ts";
import { distinctValue } from "./flood.ts";
import { placesIn } from "./hostile-arguments.ts";
import { bearer, type KeyedGateway, type KeyedNewsroom, startKeyedNewsroom } from "./keyed-gateway.ts";

/*
 * Whatever clients send, and however many different values: what stays in memory is in caches, and each of these has a
 * bound in bytes. A new map that clients can fill is found here, because what it holds is in no cache.
 */

const PLACES = placesIn(await createSchema());
const VALUES_AT_ONCE = 10;
/** What may stay outside caches: small ones of a fixed number of entries, and what the tests keep themselves. */
const ELSEWHERE = 2_000_000;

let newsroom: KeyedNewsroom;
let gateway: KeyedGateway;
let key: string;
beforeAll(async () => {
  newsroom = await startKeyedNewsroom({ limits: WIDEST_LIMITS });
  await newsroom.save(...richNewsroom());
  const plenty = 1_000_000_000;
  gateway = await newsroom.listen({
    trustedProxies: 1,
    rateLimits: { anonymous: plenty, wrongKeys: plenty },
    logLevel: "fatal",
  });
  // It sees all and writes nothing: mutations check what they are given first.
  key = await newsroom.createKey({ scopes: ["content:desk"] });
});
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]();
  await newsroom?.[Symbol.asyncDispose]();
});

let sent = 0;
async function send(path: string, headers: Record<string, string>, body?: string): Promise<void> {
  sent += 1;
  const response = await fetch(gateway.origin + path, {
    redirect: "manual",
    headers: { "x-request-id": `request-${sent}`, ...headers },
    ...(body === undefined ? {} : { method: "POST", body }),
  });
  await response.arrayBuffer();
}

const ask = (body: string) => send("/graphql", { ...bearer(key), "content-type": "application/json" }, body);

/** Other values for every place of the schema, by one document each or by documents of their own. */
async function floodArguments(rounds: number, { ofTheirOwn }: { readonly ofTheirOwn: boolean }): Promise<void> {
  for (const place of PLACES) {
    for (let round = 0; round < rounds; round++) {
      const from = sent * VALUES_AT_ONCE;
      const values = Array.from({ length: VALUES_AT_ONCE }, (_, index) => distinctValue(place, from + index));
      const body = place.requestOf(values);
      await ask(ofTheirOwn ? body.replace(/^\{"query":"(query|mutation) /, `{"query":"$1 Operation${sent} `) : body);
    }
  }
}

/** Paths, keys, addresses, hashes and whatever else of HTTP a client may choose. */
async function floodHttp(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const word = `word-${sent}-${"x".repeat(2_500)}`;
    const hash = sent.toString(16).padStart(64, "0");
    const headers = {
      accept: `text/html;q=0.${sent}`,
      "accept-language": `fr-x-${word}`,
      "if-none-match": `"${word}"`,
      origin: `https://${word}.example`,
      "x-forwarded-for": `2001:db8:${(sent >> 16).toString(16)}:${(sent & 0xffff).toString(16)}::1`,
    };
    for (const path of [`/${word}`, `/articles/${word}`, `/articles/${word}.jsonld`, `/feeds/${word}.rss`, `/?${word}`])
      await send(path, headers);
    await send(`/graphql?documentId=sha256:${hash}`, headers);
    await send("/graphql", { ...headers, "x-api-key": `${key}${word}` }, "{}");
    await send("/graphql", { ...headers, "content-type": `application/json; x=${word}` }, `{"${word}":1}`);
    await ask(
      JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } }, operationName: word }),
    );
  }
}

/** @param atMost what caches may take of it; they take themselves for larger than they are */
async function expectAllInCaches(flood: () => Promise<void>, atMost = Infinity): Promise<void> {
  await flood();
  const before = await retained();
  await flood();
  await flood();
  const after = await retained();
  expect(after.heap - before.heap).toBeLessThan(Math.min(after.cached - before.cached, atMost) + ELSEWHERE);
}

const timeout = 120_000;

const INDEXES = Array.from({ length: 30 }, (_, index) => index);
const LABELS = `query (${INDEXES.map((index) => `$l${index}: Locale $z${index}: String`).join(" ")}) {
  article(uri: "urn:story-0") {
    published { ${INDEXES.map((index) => `a${index}: label(locale: $l${index}, timeZone: $z${index})`).join(" ")} }
  }
}`;
const valueOf = (name: string, type: GraphQLInputType, at: number): unknown =>
  JSON.parse(distinctValue({ name, type }, at));

test("of different values for every argument nothing is kept but in caches", { timeout }, () =>
  expectAllInCaches(() => floodArguments(1, { ofTheirOwn: false }), 6_000_000),
);

test("of different documents nothing is kept but in caches", { timeout }, () =>
  expectAllInCaches(() => floodArguments(1, { ofTheirOwn: true })),
);

test("of different paths, keys, addresses and headers nothing is kept but in caches", { timeout }, () =>
  expectAllInCaches(() => floodHttp(150)),
);

test("labels in however many locales and time zones take no more memory than in a few", { timeout }, async () => {
  const labels = async (requests: number) => {
    for (let request = 0; request < requests; request++) {
      const at = INDEXES.map((index) => sent * INDEXES.length + index);
      const variables = Object.fromEntries(
        at.flatMap((each, index) => [
          [`l${index}`, valueOf("locale", Locale, each)],
          [`z${index}`, valueOf("timeZone", GraphQLString, each)],
        ]),
      );
      await ask(JSON.stringify({ query: LABELS, variables }));
    }
  };
  await labels(20);
  const before = process.memoryUsage.rss();
  await labels(200);

  expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, type KeyedNewsroom, startKeyedNewsroom } from "./keyed-gateway.ts";

/** What a request costs. */
const POINTS = 20;

let newsroom: KeyedNewsroom;
beforeAll(async () => void (newsroom = await startKeyedNewsroom()));
afterAll(() => newsroom[Symbol.asyncDispose]());

describe("Work that is paid for", () => {
  test.each(["[", '{"query":1}', "[]", '{"query":"{ __typename }","query":"{ __typename }"}'])(
    "what is no request takes what one does: %s",
    async (body) => {
      await using gateway = await newsroom.listen({ rateLimits: { anonymous: 2 * POINTS } });

      expect((await gateway.post(body)).status).toBe(400);
      expect((await gateway.post(body)).headers.get("ratelimit-remaining")).toBe("0");
      expect((await gateway.post(body)).status).toBe(429);
    },
  );

  test("a body takes a point for each KiB beyond 16, before it is parsed", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { anonymous: 100 } });
    const padded = (bytes: number) => '{"query":"{ __typename }"}'.padEnd(bytes);
    const left = async (body: string) => (await gateway.post(body)).headers.get("ratelimit-remaining");

    expect(await left(padded(16_384))).toBe("80");
    expect(await left(padded(16_385))).toBe("59");
    expect(await left(padded(16_384 + 10 * 1_024))).toBe("29");
    // No JSON: it is refused for what it holds only once it is paid for.
    expect((await gateway.post("[".padEnd(16_384 + 30 * 1_024))).status).toBe(429);
  });

  test("a document that is new takes a point for each 100 characters, once; a faulty one each time", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { anonymous: 200 } });
    const left = async (document: string) => (await gateway.ask(document)).response.headers.get("ratelimit-remaining");

    expect(await left("{ __typename } #".padEnd(1_000, "n"))).toBe("170");
    expect(await left("{ __typename } #".padEnd(1_000, "n"))).toBe("150");
    expect(await left("{ nothing } #".padEnd(1_000, "n"))).toBe("120");
    expect(await left("{ nothing } #".padEnd(1_000, "n"))).toBe("90");
  });

  test("a document to ingest takes a point for each 32 bytes, a page of HTML for each 64, before it is read", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { key: 4_500 } });
    const key = bearer(await newsroom.createKey({ scopes: ["content:write"] }));
    const query = `mutation ($format: IngestFormat!, $document: String!) {
      ingest(format: $format, dryRun: true, document: $document) { problems { code } items { outcome } } }`;
    let left = 4_500;
    const spent = async (format: string, bytes: number) => {
      const variables = { format, document: "x".repeat(bytes) };
      const response = await gateway.post(JSON.stringify({ query, variables }), key);
      const before = left;
      left = Number(response.headers.get("ratelimit-remaining"));
      return [before - left, await response.text()];
    };
    const unread = '{"data":{"ingest":{"problems":[{"code":"DOCUMENT_UNREADABLE"}],"items":[]}}}';
    const rejected = '{"data":{"ingest":{"problems":[],"items":[{"outcome":"REJECTED"}]}}}';

    // The document is new to the gateway: a point.
    expect(await spent("RSS", 3_200)).toEqual([1_022 + 1 + 100, unread]);
    expect(await spent("ARTICLE_HTML", 3_200)).toEqual([1_022 + 50, rejected]);
    expect((await spent("RSS", 64_000))[1]).toContain('"code":"RATE_LIMITED"');
  });
});

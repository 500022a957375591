import { randomUUID } from "node:crypto";
import { connect, createServer, type Socket } from "node:net";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@redis/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../support/draft.ts";
import { errorText } from "./http-gateway.ts";
import { bearer, type Doors, type KeyedGateway, type KeyedNewsroom, startKeyedNewsroom } from "./keyed-gateway.ts";

/** With a server of the test run's own there are two processes to share what they count; without there is one. */
const REDIS_URL = process.env["REDIS_URL"];
const prefix = `${process.env["REDIS_PREFIX"] ?? "kiosque:test:"}${randomUUID()}:`;
const shared: Doors = REDIS_URL === undefined ? {} : { redis: { url: REDIS_URL, prefix } };

afterAll(async () => {
  if (REDIS_URL === undefined) return;
  const client = await createClient({ url: REDIS_URL }).connect();
  const keys: string[] = [];
  for await (const found of client.scanIterator({ MATCH: `${prefix}*` })) keys.push(...found);
  if (keys.length > 0) await client.unlink(keys);
  await client.close();
});

/** What a request costs, and no more. */
const ONE = "{ __typename }";
const POINTS = 20;
const FIELDS = ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after"];
const told = ({ headers }: Response) => FIELDS.map((name) => headers.get(name));

let newsroom: KeyedNewsroom;
beforeAll(async () => {
  newsroom = await startKeyedNewsroom();
  await newsroom.save(draftOf("a"));
});
afterAll(() => newsroom[Symbol.asyncDispose]());

describe("Rate limits", () => {
  test("each operation takes its cost from the caller's minute, and is told what is left", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { anonymous: 400 } });

    const first = await gateway.ask(`{ article(uri: "a") { published { iso } section { slug } } }`);
    const viewer = await gateway.ask(`{ viewer { rateLimit { limit remaining resetAt } } }`);

    expect(first.errors).toBeUndefined();
    const remaining = Number(first.response.headers.get("ratelimit-remaining"));
    expect(remaining).toBeLessThan(400);
    expect(told(first.response)).toEqual(["400", `${remaining}`, expect.stringMatching(/^(59|60)$/), null]);
    expect(viewer.data).toEqual({
      viewer: {
        rateLimit: {
          limit: 400,
          remaining: Number(viewer.response.headers.get("ratelimit-remaining")),
          resetAt: expect.stringMatching(/^\d{4}-.*Z$/),
        },
      },
    });
    expect(Number(viewer.response.headers.get("ratelimit-remaining"))).toBeLessThan(remaining);
  });

  test("what does not fit is answered 429 with when to come again, and so is all after it", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { anonymous: 2 * POINTS } });
    const statuses: number[] = [];
    for (let sent = 0; sent < 4; sent++) statuses.push((await gateway.ask(ONE)).status);

    const { response, text } = await gateway.ask(ONE);

    expect(statuses).toEqual([200, 200, 429, 429]);
    const [, , , retryAfter] = told(response);
    expect(told(response)).toEqual(["40", "0", retryAfter, expect.stringMatching(/^(59|60)$/)]);
    expect(text).toBe(errorText("RATE_LIMITED", `The 40 points of this minute are used; wait ${retryAfter} s.`));
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("an operation dearer than a minute says so, and takes a point only", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { anonymous: 40 } });

    const { status, response, text } = await gateway.ask("{ articles(first: 100) { nodes { uri } } }");

    expect(status).toBe(429);
    expect(told(response)).toEqual(["40", "39", expect.any(String), null]);
    expect(text).toMatch(/"This costs \d+ points and a minute has 40: ask for less at a time\."/);
  });

  test.each(["{", "{ nothing }", "{ articles(first: 500) { nodes { uri } } } query B { __typename }"])(
    "what is refused before it runs takes what a request does: %s",
    async (document) => {
      await using gateway = await newsroom.listen({ rateLimits: { anonymous: 2 * POINTS } });

      expect((await gateway.ask(document)).response.headers.get("ratelimit-remaining")).toBe("20");
      await gateway.ask(document);
      expect((await gateway.ask(document)).status).toBe(429);
    },
  );

  test("a caller with nothing left is refused before its body is read", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { anonymous: POINTS } });
    await gateway.ask(ONE);

    expect((await gateway.send("#".repeat(200_000))).status).toBe(429);
  });

  test("0 is no limit, and nothing is told", async () => {
    await using gateway = await newsroom.listen();

    const { response, data } = await gateway.ask("{ viewer { rateLimit { limit } } }");

    expect(told(response)).toEqual([null, null, null, null]);
    expect(data).toEqual({ viewer: { rateLimit: null } });
  });

  test("each key has a minute of its own, of its own size where it has one", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { anonymous: POINTS, key: 3 * POINTS } });
    const usual = await newsroom.createKey();
    const larger = await newsroom.createKey({ pointsPerMinute: 100 });
    await gateway.ask(ONE);

    expect((await gateway.ask(ONE)).status).toBe(429);
    expect(told((await gateway.ask(ONE, bearer(usual))).response).slice(0, 2)).toEqual(["60", "40"]);
    expect(told((await gateway.ask(ONE, bearer(larger))).response).slice(0, 2)).toEqual(["100", "80"]);
    expect(told((await gateway.ask(ONE, bearer(usual))).response).slice(0, 2)).toEqual(["60", "20"]);
  });
});

describe("Addresses", () => {
  const remaining = async (gateway: KeyedGateway, from: string) =>
    (await gateway.ask(ONE, { "x-forwarded-for": from })).response.headers.get("ratelimit-remaining");

  test("X-Forwarded-For is not believed unless configured", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { anonymous: 9 * POINTS } });

    expect(await remaining(gateway, "203.0.113.1")).toBe("160");
    expect(await remaining(gateway, "203.0.113.2")).toBe("140");
  });

  test("behind a proxy each address counts, an IPv6 one with its /64", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { anonymous: 9 * POINTS }, trustedProxies: 1 });
    const counts: (string | null)[] = [];
    for (const from of [
      "203.0.113.1",
      "203.0.113.2",
      "::ffff:203.0.113.1",
      "198.51.100.7, 203.0.113.1",
      "2001:db8:1:2::1",
      "2001:0DB8:1:2:ffff::9",
      "2001:db8:1:3::1",
      "not an address",
      "another",
    ])
      counts.push(await remaining(gateway, from));

    expect(counts).toEqual(["160", "160", "140", "120", "160", "140", "160", "160", "140"]);
  });

  test("proxies may be named by network", async () => {
    await using gateway = await newsroom.listen({
      rateLimits: { anonymous: 9 * POINTS },
      trustedProxies: ["127.0.0.0/8", "10.0.0.0/8"],
    });

    expect(await remaining(gateway, "203.0.113.1, 10.1.2.3")).toBe("160");
    expect(await remaining(gateway, "203.0.113.2, 10.1.2.3")).toBe("160");
    expect(await remaining(gateway, "198.51.100.1, 203.0.113.2")).toBe("140");
  });
});

describe("Wrong keys", () => {
  test("are limited by address; a key that is remembered goes on working", async () => {
    await using gateway = await newsroom.listen({ rateLimits: { wrongKeys: 2 } });
    const [known, unknown] = [await newsroom.createKey(), await newsroom.createKey()];
    await gateway.ask(ONE, bearer(known));
    const statuses: number[] = [];
    for (const token of ["a", "b", "c", known, unknown]) statuses.push((await gateway.ask(ONE, bearer(token))).status);

    expect(statuses).toEqual([401, 401, 429, 200, 429]);
    expect((await gateway.ask(ONE)).status).toBe(200);
    const { response, text } = await gateway.ask(ONE, bearer("d"));
    const retryAfter = response.headers.get("retry-after");
    expect(text).toBe(errorText("RATE_LIMITED", `The 2 points of this minute are used; wait ${retryAfter} s.`));
  });
});

describe("Processes", () => {
  test("share the minutes of addresses and keys, where there is Redis", async () => {
    const door = { ...shared, rateLimits: { anonymous: 5 * POINTS, key: 5 * POINTS } };
    await using one = await newsroom.listen(door);
    await using other = await newsroom.listen(door);
    const gateways = REDIS_URL === undefined ? [one] : [one, other];
    const key = bearer(await newsroom.createKey());
    const counts: (string | null)[] = [];
    for (const headers of [{}, key]) {
      for (let sent = 0; sent < 7; sent++) {
        const gateway = gateways[sent % gateways.length] ?? one;
        counts.push((await gateway.ask(ONE, headers)).response.headers.get("ratelimit-remaining"));
      }
    }

    expect(counts).toEqual(["80", "60", "40", "20", "0", "0", "0", "80", "60", "40", "20", "0", "0", "0"]);
    expect(gateways.flatMap(({ logged }) => logged()).filter(({ msg }) => msg !== "request")).toEqual([]);
  });
});

const AWAY = "Redis is away: what it shares is kept in memory meanwhile";

/** Something at Redis's address that does with its connections as told. */
async function at(onConnection: (socket: Socket) => void) {
  const server = createServer(onConnection).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `redis://127.0.0.1:${port}`, [Symbol.asyncDispose]: async () => void server.close() };
}

describe("A gateway without its Redis", () => {
  test.each([
    ["which hangs up", (socket: Socket) => void socket.destroy()],
    ["which says nothing", (socket: Socket) => void socket.on("error", () => {})],
  ])("%s, counts for itself, says so once, and is ready", async (_name, onConnection) => {
    await using redis = await at(onConnection);
    await using gateway = await newsroom.listen({
      redis: { url: redis.url, prefix },
      rateLimits: { anonymous: 2 * POINTS },
    });
    const statuses: number[] = [];
    for (let sent = 0; sent < 3; sent++) statuses.push((await gateway.ask(ONE)).status);

    expect(statuses).toEqual([200, 200, 429]);
    expect((await fetch(`${gateway.origin}/health/ready`)).status).toBe(200);
    expect(gateway.logged().flatMap(({ msg }) => (msg === "request" ? [] : [msg]))).toEqual([AWAY]);
  });

  test.each(REDIS_URL === undefined ? [] : [REDIS_URL])(
    "which falls silent counts for itself meanwhile, then with the others again, and says both",
    async (url) => {
      const pairs: Socket[][] = [];
      await using redis = await at((near) => {
        const { hostname, port } = new URL(url);
        const far = connect(Number(port || 6379), hostname);
        for (const socket of [near, far]) socket.on("error", () => {});
        near.pipe(far).pipe(near);
        near.on("close", () => far.destroy());
        pairs.push([near, far]);
      });
      const silent = `${prefix}silent:`;
      await using gateway = await newsroom.listen({
        redis: { url: redis.url, prefix: silent },
        rateLimits: { anonymous: 1_000 * POINTS },
      });
      const remaining = async () => (await gateway.ask(ONE)).response.headers.get("ratelimit-remaining");

      expect(await remaining()).toBe("19980");
      for (const [near, far] of pairs) near?.unpipe(far).pause();
      expect(await remaining()).toBe("19980");
      expect(await remaining()).toBe("19960");
      for (const [near, far] of pairs) if (far) near?.pipe(far);
      const notes = () => gateway.logged().flatMap(({ msg }) => (msg === "request" ? [] : [msg]));
      let last = await remaining();
      while (!notes().includes("Redis is back")) {
        await sleep(50);
        last = await remaining();
      }

      // Redis has heard of the first, late of the one that was on its way, and of the last.
      expect(last).toBe("19940");
      expect(notes()).toEqual([AWAY, "Redis is back"]);
    },
  );
});

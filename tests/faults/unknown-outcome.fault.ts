import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FaultAnswer } from "./gateway-process.support.ts";
import { startProxiedGateway } from "./proxied-gateway.support.ts";
import type { Loss } from "./tcp-proxy.support.ts";

const WRITERS_LOCK = 7_126_530_002;
/** What the trigger below waits for, within COMMIT. */
const COMMIT_LOCK = 1;
const LAST_STEP = 1_000;
/** How many stories an answer may have written. */
const WRITTEN: Readonly<Record<string, readonly number[]>> = {
  DONE: [1],
  UNAVAILABLE: [0],
  UNKNOWN_OUTCOME: [0, 1],
};

let started: Awaited<ReturnType<typeof startProxiedGateway>>;
let proxy: typeof started.proxy;
let gateway: typeof started.gateway;
let database: typeof started.database;
let key: string;
beforeAll(async () => {
  started = await startProxiedGateway();
  ({ proxy, gateway, database } = started);
  [key] = started.keys;
  await database.em().execute(`
    create function wait_in_commit() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(${COMMIT_LOCK}); return null; end $$;
    create constraint trigger wait_in_commit after insert on articles deferrable initially deferred
      for each row execute function wait_in_commit()`);
}, 60_000);
afterAll(() => started[Symbol.asyncDispose]());

const write = (headline: string, idempotencyKey = headline) =>
  gateway.post(
    `mutation { createArticle(input: { headline: "${headline}", language: "fr" }) { articleId problems { code } } }`,
    key,
    { headers: { "x-idempotency-key": idempotencyKey } },
  );
const codeOf = ({ body }: FaultAnswer) =>
  (body as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;
const countOf = async (headline: string) => {
  const rows = await database.em().execute("select from articles where headline = ?", [headline]);
  return rows.length;
};
/** Until it is answered. */
async function askAgain(headline: string): Promise<FaultAnswer> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await write(headline);
    if (answer.status === 200) return answer;
  }
  throw new Error("The gateway does not come back.");
}

async function whileLocked(lock: number, work: () => Promise<FaultAnswer>): Promise<FaultAnswer> {
  return database.em().transactional(async (em) => {
    await em.execute(`select pg_advisory_xact_lock(${lock})`);
    return work();
  });
}

describe("A mutation whose time is up", () => {
  test("while it waits is EXECUTION_TIMEOUT: nothing is written, and asking again writes it", async () => {
    const answer = await whileLocked(WRITERS_LOCK, () => write("waits"));
    // Behind it in the queue for the lock.
    await askAgain("after");

    expect(answer).toMatchObject({ status: 504, body: { errors: [{ extensions: { code: "EXECUTION_TIMEOUT" } }] } });
    expect(JSON.stringify(answer.body)).toContain("Nothing was written.");
    expect(await countOf("waits")).toBe(0);
    await askAgain("waits");
    expect(await countOf("waits")).toBe(1);
  });

  test("while it commits is UNKNOWN_OUTCOME with the key to ask again, which tells; it is written once", async () => {
    const answer = await whileLocked(COMMIT_LOCK, () => write("commits"));

    expect(answer).toMatchObject({
      status: 504,
      body: { errors: [{ extensions: { code: "UNKNOWN_OUTCOME", idempotencyKey: "commits" } }] },
    });
    expect(answer.headers.get("x-idempotency-key")).toBe("commits");
    const again = await askAgain("commits");
    expect(again.body).toMatchObject({ data: { createArticle: { problems: [] } } });
    expect(await countOf("commits")).toBe(1);
    expect((await write("commits")).body).toEqual(again.body);
  });
});

test.each(["ended", "cut"] satisfies Loss[])(
  "A connection %s at any step of a mutation: UNAVAILABLE wrote nothing, UNKNOWN_OUTCOME may have; asking again writes once",
  async (loss) => {
    const seen = new Map<string, number>();
    for (let step = 1; step < LAST_STEP; step++) {
      const headline = randomUUID();
      const lostBefore = proxy.lostCount;
      proxy.loseOne(loss, step);
      const answer = await write(headline);
      proxy.keep();
      const count = await countOf(headline);
      const code = codeOf(answer) ?? "DONE";
      seen.set(code, (seen.get(code) ?? 0) + 1);
      expect(WRITTEN[code]).toContain(count);

      await askAgain(headline);

      expect(await countOf(headline)).toBe(1);
      if (proxy.lostCount === lostBefore) break;
    }
    expect([...seen.keys()].toSorted()).toEqual(["DONE", "UNAVAILABLE", "UNKNOWN_OUTCOME"]);
    expect(seen.get("UNAVAILABLE")).toBeGreaterThan(20);
  },
  120_000,
);

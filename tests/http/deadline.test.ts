import { describe, expect, test } from "vitest";
import type { Viewer } from "../../src/content/viewer.ts";
import type { Database } from "../../src/database/database.ts";
import { draftOf } from "../support/draft.ts";
import type { TestDatabase } from "../support/test-database.ts";
import { errorText } from "./http-gateway.ts";
import { startNewsroomServer } from "./newsroom-server.ts";

const isServer = Boolean(process.env["DATABASE_URL"]);

/** Two statements, the second sent when the first has been answered. */
const LATEST = "query Latest { articles(first: 1) { totalCount { value } nodes { headline } } }";
const BODY = JSON.stringify({ query: LATEST });

/** Keeps everyone else from reading a table until told to let go. */
async function lock(table: string, database: Pick<Database, "em">) {
  const locked = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const done = database.em().transactional(async (em) => {
    await em.execute(`lock table ${table} in access exclusive mode`);
    locked.resolve();
    await letGo.promise;
  });
  await locked.promise;
  return async () => {
    letGo.resolve();
    await done;
  };
}

/** Statements that wait for a lock on this database; the embedded one has a single connection, which cannot be asked meanwhile. */
async function waitingStatements(database: Pick<Database, "reader">): Promise<number> {
  if (!isServer) return 0;
  const [[count] = []] = await database
    .reader()
    .run("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", []);
  return Number(count);
}

describe("a request whose time is up", () => {
  test("is answered 504 at once; its statement is cancelled, and no other is begun", async () => {
    await using server = await startNewsroomServer({ requestTimeoutMs: 500 });
    const { database, faults } = server.newsroom;
    await server.newsroom.save(draftOf("urn:a"));
    // So that the time is not taken by what is done once only.
    await server.newsroom.query(LATEST);
    const unlock = await lock("articles", database);

    const response = await server.post(BODY);

    expect(response.status).toBe(504);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toBe(errorText("EXECUTION_TIMEOUT", "The answer took longer than 500 ms."));
    // The lock is still held: nothing but the cancelling has ended the statement.
    await expect.poll(() => waitingStatements(database)).toBe(0);
    await unlock();
    expect(await server.logLines(1)).toMatchObject([{ status: 504, operation: "Latest", statementCount: 1 }]);
    expect(faults).toStrictEqual([]);
  });

  test("leaves its connection to those that come after it", async () => {
    await using server = await startNewsroomServer({ requestTimeoutMs: 500 });
    await server.newsroom.save(draftOf("urn:a"));
    const unlock = await lock("articles", server.newsroom.database);
    const timedOut = await Promise.all(Array.from({ length: 12 }, () => server.post(BODY)));
    await unlock();

    const answers = await Promise.all(Array.from({ length: 12 }, () => server.newsroom.query(LATEST)));

    expect(timedOut.map(({ status }) => status)).toStrictEqual(Array.from({ length: 12 }, () => 504));
    expect(answers.map(({ data }) => data)).toStrictEqual(
      Array.from({ length: 12 }, () => ({ articles: { totalCount: { value: 1 }, nodes: [{ headline: "urn:a" }] } })),
    );
  });
});

describe("a client that leaves", () => {
  test("has its statement cancelled, and no other is begun", async () => {
    await using server = await startNewsroomServer();
    const { database, faults } = server.newsroom;
    await server.newsroom.save(draftOf("urn:a"));
    const unlock = await lock("articles", database);
    const leaving = new AbortController();
    const arrived = server.nextRequest();
    const answer = server.post(BODY, { signal: leaving.signal });
    await arrived;
    await expect.poll(() => waitingStatements(database)).toBe(isServer ? 1 : 0);

    leaving.abort();

    await expect(answer).rejects.toThrow("aborted");
    await expect.poll(() => waitingStatements(database)).toBe(0);
    await server.allClientsGone();
    await unlock();
    expect(await server.logLines(1)).toMatchObject([{ status: 499, operation: "Latest", statementCount: 1 }]);
    expect(faults).toStrictEqual([]);
  });
});

describe("a write whose client has left, or whose time is up", () => {
  const CREATE = JSON.stringify({
    query: `mutation Create { createArticle(input: { uri: "urn:a", headline: "A", language: "en" }) { problems { code } } }`,
  });
  const viewer: Viewer = {
    kind: "API_KEY",
    keyId: 1,
    name: "Desk",
    scopes: ["content:desk", "content:write"],
    licensedSections: null,
  };
  /** The article, its version and its entry in the log, which is the last to be written. */
  const written = async (database: TestDatabase) => {
    const [counts] = await database.execute(`select (select count(*)::int from articles) as articles,
      (select count(*)::int from article_versions) as versions, (select count(*)::int from changes) as changes`);
    return counts;
  };
  const WHOLE = { articles: 1, versions: 1, changes: 1 };
  const NOTHING = { articles: 0, versions: 0, changes: 0 };

  test("is UNKNOWN_OUTCOME where its key may have been sent before, and it is not known yet", async () => {
    await using server = await startNewsroomServer({ requestTimeoutMs: 2_000 }, { viewer });
    const { database } = server.newsroom;
    // Without a deadline.
    const done = () => server.newsroom.ask(JSON.parse(CREATE), { viewer, idempotencyKey: "order-1" });
    const first = await done();
    const unlock = await lock("idempotent_writes", database);
    const again = await server.post(CREATE, {
      headers: { "content-type": "application/json", "x-idempotency-key": "order-1" },
    });
    await unlock();

    expect(again.status).toBe(504);
    expect(await again.json()).toMatchObject({
      errors: [{ extensions: { code: "UNKNOWN_OUTCOME", idempotencyKey: "order-1" } }],
    });
    expect(first.data).toEqual({ createArticle: { problems: [] } });
    expect((await done()).data).toEqual(first.data);
    expect(await written(database)).toEqual(WHOLE);
  });

  test.each([
    ["is done whole once it can go on", false, WHOLE],
    ["leaves nothing when its time is up, as its answer says", true, NOTHING],
  ])("%s", async (_name, isGivenUp, expected) => {
    await using server = await startNewsroomServer({ requestTimeoutMs: isGivenUp ? 500 : 20_000 }, { viewer });
    const { database } = server.newsroom;
    // So that nothing but the write has to be waited for.
    await server.newsroom.query(LATEST);
    const unlock = await lock("changes", database);
    const leaving = new AbortController();
    const arrived = server.nextRequest();
    const answer = server.post(CREATE, { signal: leaving.signal });
    await arrived;
    await expect.poll(() => waitingStatements(database), { timeout: 10_000 }).toBe(isServer ? 1 : 0);
    if (!isGivenUp) leaving.abort();
    const outcome = await answer.then(
      ({ status }) => status,
      () => "left",
    );
    if (!isGivenUp) await server.allClientsGone();

    await unlock();

    expect(outcome).toBe(isGivenUp ? 504 : "left");
    expect(await server.logLines(1)).toMatchObject([{ status: isGivenUp ? 504 : 499 }]);
    expect(await written(database)).toEqual(expected);
  });
});

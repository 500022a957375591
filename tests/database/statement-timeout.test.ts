import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Cancellation } from "../../src/cancellation.ts";
import { openDatabase } from "../../src/database/database.ts";
import { openTestDatabase, type TestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

describe("Database.reader with a cancellation", () => {
  test("sends nothing once it is cancelled, and rejects with the reason", async () => {
    const ending = new Cancellation();
    const reader = database.reader(ending);

    const rows = await reader.run("select 1", []);
    ending.cancel(new Error("time is up"));

    expect(rows).toEqual([["1"]]);
    await expect(reader.run("select 1", [])).rejects.toThrow("time is up");
    expect(reader.statementCount).toBe(1);
  });

  test("rejects with the reason when it is cancelled meanwhile; others are not concerned", async () => {
    const ending = new Cancellation();
    // The embedded database cannot cancel, nor do two things at a time: what runs there ends well.
    const [slow, outcome] = process.env["DATABASE_URL"]
      ? ["select pg_sleep(600)", "time is up"]
      : ["select pg_sleep(0.1)", "fulfilled"];
    const cancelled = database.reader(ending).run(slow, []);
    const other = database.reader().run("select pg_sleep(0.2), 2", []);

    ending.cancel(new Error("time is up"));

    const ended = await cancelled.then(
      () => "fulfilled",
      (error: Error) => error.message,
    );
    expect(ended).toBe(outcome);
    expect(await other).toEqual([["", "2"]]);
  });
});

describe("statementTimeoutMs", () => {
  test("the server ends what takes longer; the embedded database lets it end", async () => {
    const serverUrl = process.env["DATABASE_URL"];
    const limited = serverUrl
      ? await openDatabase({ url: await urlOf(database, serverUrl), poolSize: 1, statementTimeoutMs: 50 })
      : database;

    const outcome = await limited
      .reader()
      .run("select pg_sleep(0.5)", [])
      .then(
        () => "ended well",
        (error: Error) => error.message,
      );
    if (limited !== database) await limited.close();

    expect(outcome).toBe(serverUrl ? "canceling statement due to statement timeout" : "ended well");
  });
});

async function urlOf(open: TestDatabase, serverUrl: string): Promise<string> {
  const [[name] = []] = await open.reader().run("select current_database()", []);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

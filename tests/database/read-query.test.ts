import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../support/test-database.ts";

/** The embedded database prepares nothing. */
const isOnServer = process.env["DATABASE_URL"] !== undefined;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const AWKWARD = ["", "plain", "NULL", 'a "quoted" one', "back\\slash", "{brace,comma}", " é « ’ 📰 ", "line\nbreak"];

describe("Parameters of a read", () => {
  test("lists of texts arrive as they are, whatever is in them, each time they are sent", async () => {
    const reader = database.reader();
    // Unprepared, then prepared, then by the prepared one's name.
    for (let time = 1; time <= 3; time++) {
      const rows = await reader.run("select t, n from unnest($1::text[]) with ordinality as u (t, n)", [AWKWARD]);
      expect(rows).toEqual(AWKWARD.map((text, index) => [text, String(index + 1)]));
    }
  });

  test("numbers, texts, booleans and null arrive as their types", async () => {
    const rows = await database
      .reader()
      .run("select $1::bigint + 1, $2::text, $3::boolean, $4::text, $5::bigint[]::text", [
        41,
        "a'b",
        true,
        null,
        [3, 4],
      ]);

    expect(rows).toEqual([["42", "a'b", "t", null, "{3,4}"]]);
  });
});

describe("A read that the database refuses", () => {
  test("rejects with its reason, and the reads after it are answered", async () => {
    const reader = database.reader();

    await expect(reader.run("select 1 / $1::int", [0])).rejects.toThrow("division by zero");
    await expect(reader.run("select nothing", [])).rejects.toThrow('column "nothing" does not exist');
    expect(await reader.run("select 1 / $1::int", [1])).toEqual([["1"]]);
  });
});

describe("Statements that are prepared", () => {
  test("are at most 500 on a connection, whichever come, and each is answered as itself", async () => {
    const reader = database.reader();
    const numbers = Array.from({ length: 600 }, (_, number) => number);
    // The second time each is prepared, under a name that another had; the third time by that name.
    for (let time = 1; time <= 3; time++) {
      for (const number of numbers.toReversed()) {
        expect(await reader.run(`select ${number}, $1::text`, ["given"])).toEqual([[String(number), "given"]]);
      }
      for (const number of numbers.slice(0, 20)) {
        expect(await reader.run(`select ${number}, $1::text`, ["again"])).toEqual([[String(number), "again"]]);
      }
    }

    const [[prepared] = []] = await reader.run("select count(*) from pg_prepared_statements", []);
    expect(Number(prepared)).toBe(isOnServer ? 500 : 0);
  });

  test("one that is longer than all that may be kept is answered", async () => {
    const reader = database.reader();
    for (let time = 1; time <= 3; time++) {
      expect(await reader.run(`select 1 /* ${"x".repeat(2_000_000)} */`, [])).toEqual([["1"]]);
    }
  });
});

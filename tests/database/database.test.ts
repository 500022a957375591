import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { migrate } from "../../src/database/migrate.ts";
import { openPglite } from "../../src/database/pglite-driver.ts";
import { DirectoryInUse } from "../../src/database/directory-lock.ts";
import { openTestDatabase } from "../support/test-database.ts";

describe("Database", () => {
  test("a reader answers rows as text and counts its statements", async () => {
    await using database = await openTestDatabase();
    const reader = database.reader();

    const rows = await reader.run("select $1::bigint, $2::timestamptz, null, true, $3::bigint[] = '{1,2}'", [
      7,
      "2024-11-24T07:30:00+01:00",
      [1, 2],
    ]);

    expect(rows).toEqual([["7", "2024-11-24 06:30:00+00", null, "t", "t"]]);
    expect(reader.statementCount).toBe(1);
  });

  test("a change of a section is announced", async () => {
    await using database = await openTestDatabase();
    let notices = 0;
    const stop = await database.onSectionsChanged(() => notices++);
    const noticesAtStart = notices;

    await database.execute("insert into sections (slug, path, name, position) values ('monde', 'monde', 'Monde', 0)");
    await expect.poll(() => notices).toBe(noticesAtStart + 1);
    await stop();
  });

  test("a schema that is newer is refused", async () => {
    const driver = await openPglite({});
    await driver.em().execute("create table migrations (id serial, name text)");
    await driver.em().execute("insert into migrations (name) values ('29990101000000-newer')");

    await expect(migrate(driver)).rejects.toThrow(
      "The database's schema is newer than this version of Kiosque, which does not know 29990101000000-newer. " +
        "Run the version that made it, or a newer one.",
    );
    await driver.close();
  });

  test("the migrations make the schema that the entities declare", async () => {
    await using database = await openTestDatabase();
    const em = database.em();

    const generator = em.getPlatform().getSchemaGenerator(em.getDriver(), em);

    expect(await generator.getUpdateSchemaSQL({ wrap: false })).toBe("");
  });
});

describe("embedded database", () => {
  test("lists of our own types can be asked for right after the first start", async () => {
    const database = await openDatabase({});

    const rows = await database
      .reader()
      .run("select $1::placement = any($2::placement[])", ["END", ["SIDEBAR", "END"]]);

    expect(rows).toEqual([["t"]]);
    await database.close();
  });

  test("a directory in use is refused to a second opener and given back on close", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "kiosque-"));
    try {
      const first = await openDatabase({ dataDir });

      await expect(openDatabase({ dataDir })).rejects.toThrow(DirectoryInUse);
      await first.ping();
      await first.close();

      const second = await openDatabase({ dataDir });
      await second.ping();
      await second.close();
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});

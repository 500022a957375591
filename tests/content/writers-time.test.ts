import { describe, expect, test } from "vitest";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import { draftOf } from "../support/draft.ts";
import { openTestDatabase } from "../support/test-database.ts";

const LATER = new Date("2999-01-01T00:00:00.000Z");

const databaseTime = "select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms";

describe("The time of a write", () => {
  test("is the database's, whatever this machine's clock says", async () => {
    await using database = await openTestDatabase();
    const [before] = (await database.execute(databaseTime)) as { ms: number }[];
    await saveArticles(database.em(), [draftOf("urn:now")]);
    const [after] = (await database.execute(databaseTime)) as { ms: number }[];
    const [row] = (await database.execute(
      "select (extract(epoch from modified_at) * 1000)::float8 as ms from articles",
    )) as { ms: number }[];

    expect(row?.ms).toBeGreaterThanOrEqual(Math.floor(before?.ms ?? Infinity));
    expect(row?.ms).toBeLessThanOrEqual(after?.ms ?? 0);
  });

  test("never is before the last write, though the database's clock was put back", async () => {
    await using database = await openTestDatabase();
    await saveArticles(database.em(), [draftOf("urn:first")], { now: LATER });
    await saveArticles(database.em(), [draftOf("urn:second")]);

    const rows = await database.execute(
      "select modified_at = '2999-01-01T00:00:00Z' as same from articles order by id",
    );
    expect(rows).toEqual([{ same: true }, { same: true }]);
  });
});

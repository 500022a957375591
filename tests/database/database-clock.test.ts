import { describe, expect, test } from "vitest";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import { writersTime } from "../../src/content/article/writers-lock.ts";
import { openDatabaseClock } from "../../src/database/database-clock.ts";
import { aheadAfter } from "../../src/database/database-clock.rules.ts";
import { draftOf } from "../support/draft.ts";
import { openTestDatabase } from "../support/test-database.ts";

describe("What is known of the database's clock", () => {
  /** Asked at 2,000 and answered at 2,040: the database's clock is ahead by 960 to 1,000. */
  const sample = { askedAt: 2_000, answeredAt: 2_040, databaseTime: 3_000 };

  test.each([
    ["the most that the answer leaves open, at first", undefined, 1_000],
    ["what was known before, which is better, and a thousandth of the time since", { ahead: 970, since: 1_000 }, 971],
    ["the same at the edge of what the answer leaves open", { ahead: 999, since: 1_000 }, 1_000],
    ["the most again, where what was known drifted beyond it", { ahead: 999.5, since: 1_000 }, 1_000],
    ["the most again, once the clock was put forward", { ahead: 950, since: 1_000 }, 1_000],
    ["the most again, once the clock was put back", { ahead: 3_601_000, since: 1_000 }, 1_000],
  ])("is %s", (_name, before, ahead) => {
    expect(aheadAfter(sample, before)).toBe(ahead);
  });
});

describe("The database's time", () => {
  test("is never behind the database", async () => {
    await using database = await openTestDatabase();
    const clock = await openDatabaseClock(database);

    for (let turn = 0; turn < 200; turn++) {
      const written = await writersTime(database.em());
      expect(clock.now().getTime()).toBeGreaterThanOrEqual(written.getTime());
    }
    clock.close();
  });

  test("is that of the last write, where the database's clock was put back behind it", async () => {
    await using database = await openTestDatabase();
    await saveArticles(database.em(), [draftOf("urn:a")], { now: new Date("2999-01-01T00:00:00Z") });

    const clock = await openDatabaseClock(database);

    expect(clock.now()).toEqual(new Date("2999-01-01T00:00:00Z"));
    clock.close();
  });
});

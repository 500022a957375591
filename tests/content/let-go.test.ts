import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createContent } from "../../src/content/content.ts";
import { openSectionCache } from "../../src/content/section/section-cache.ts";
import { ANONYMOUS } from "../../src/content/viewer.ts";
import { openTestDatabase } from "../support/test-database.ts";

/*
 * What a request holds dies young. One thing of it that is kept among the old ones, such as an accessor made anew for each
 * request, keeps all of it until those are collected, and collecting the young then costs several times as much.
 */

setFlagsFromString("--expose-gc");
const collectYoung = runInNewContext("gc") as (how: { type: "minor" }) => void;

const oldBytes = () => {
  const old = getHeapSpaceStatistics().find(({ space_name }) => space_name === "old_space");
  return old?.space_used_size ?? Infinity;
};

const REQUESTS = 1_000;
const LOAD = 1_000;

test("nothing of a request is kept among the old", async () => {
  await using database = await openTestDatabase();
  const sectionCache = await openSectionCache(database);
  const newsroom = { name: "Test", timeZone: "Europe/Paris", publicUrl: "https://news.example" };
  const now = new Date();
  const run = async () => {
    for (let request = 0; request < REQUESTS; request++) {
      // As heavy as what a request reads: 8 kB.
      const viewer = { ...ANONYMOUS, scopes: Array.from({ length: LOAD }, () => "content:read" as const) };
      await createContent({ reader: database.reader(), sectionCache, newsroom, now, viewer, view: "PUBLIC" });
      if (request % 20 === 0) collectYoung({ type: "minor" });
    }
    collectYoung({ type: "minor" });
    collectYoung({ type: "minor" });
  };
  await run();
  const before = oldBytes();
  await run();

  await sectionCache.close();
  expect((oldBytes() - before) / REQUESTS).toBeLessThan(LOAD);
});

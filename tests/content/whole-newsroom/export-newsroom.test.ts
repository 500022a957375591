import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { exportNewsroom } from "../../../src/content/whole-newsroom/export-newsroom.ts";
import { openTestDatabase } from "../../support/test-database.ts";

const ARTICLES = 450;

test("An export holds one batch at a time: the next is read when the one before is written", async () => {
  await using database = await openTestDatabase();
  await database.execute(`
    insert into articles (uri, slug, headline, summary, language, status, representation, modified_at, version)
    select 'n' || n, 'n' || n, 'N', '', 'en', 'DRAFT', 'FULL', '2026-01-01', 1 from generate_series(1, ${ARTICLES}) n`);
  const batches: string[] = [];
  let writing = 0;

  await exportNewsroom(database.em(), async (lines) => {
    writing++;
    await sleep(1);
    const isAlone = writing === 1;
    batches.push(
      `${lines.length} ${Object.keys(JSON.parse(lines[0] ?? "") as object)[0]}${isAlone ? "" : ", too early"}`,
    );
    writing--;
  });

  expect(batches).toEqual(["1 kiosque", "200 articles", "200 articles", "50 articles", "1 kiosque"]);
});

import { expect, test } from "vitest";
import { createContent } from "../../../src/content/content.ts";
import { readSections } from "../../../src/content/section/sections.ts";
import { exportNinjs } from "../../../src/content/syndication/export-ninjs.ts";
import { ANONYMOUS } from "../../../src/content/viewer.ts";
import { openTestDatabase } from "../../support/test-database.ts";

const ARTICLES = 450;
const BATCH = 200;

test("An export holds one batch at a time: the next is read when the last item of the one before has been taken", async () => {
  await using database = await openTestDatabase();
  await database.execute(`
    insert into articles (uri, slug, headline, summary, language, status, representation, published_at, modified_at, version)
    select 'n' || n, 'n' || n, 'N', '', 'en', 'PUBLISHED', 'FULL', '2026-01-01', '2026-01-01', 1
    from generate_series(1, ${ARTICLES}) n`);
  const sections = await readSections(database.reader());
  let batches = 0;
  const open = () => {
    batches += 1;
    return createContent({
      reader: database.reader(),
      sectionCache: { get: () => sections, close: async () => {} },
      newsroom: { name: "The News", timeZone: "Europe/Paris", publicUrl: "https://news.example" },
      now: new Date("2026-11-22T10:00:00Z"),
      viewer: ANONYMOUS,
      view: "DESK",
    });
  };

  const batchesAtItem: number[] = [];
  for await (const item of exportNinjs(open)) {
    expect(item).toMatchObject({ uri: `n${batchesAtItem.length + 1}` });
    batchesAtItem.push(batches);
  }

  expect(batchesAtItem).toEqual(Array.from({ length: ARTICLES }, (_, index) => 1 + Math.floor(index / BATCH)));
});

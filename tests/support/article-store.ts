import { afterAll, beforeAll, beforeEach } from "vitest";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

export const NOW = new Date("2026-11-22T10:00:00Z");
/** A time on 20 November 2026, UTC. */
export const at = (time: string) => new Date(`2026-11-20T${time}Z`);

/** A database for the tests of one file, emptied before each. */
export function useArticleStore() {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase()));
  beforeEach(async () => {
    await database.execute(
      "truncate articles, sections, contributors, tags, images, source_holds restart identity cascade",
    );
  });
  afterAll(() => database.close());

  const save = (drafts: ArticleDraft[], now = NOW) => saveArticles(database.em(), drafts, { now });
  const rows = (sql: string) => database.execute(sql);
  return {
    database: () => database,
    save,
    rows,
    outcomes: async (...drafts: ArticleDraft[]) => (await save(drafts)).map(({ outcome }) => outcome),
    edges: () =>
      rows(`select a.uri as article, t.uri as target, r.kind, r.origin, r.placement, r.position, r.id::int as id
        from related_stories r join articles a on a.id = r.article_id join articles t on t.id = r.target_id
        order by a.uri, r.placement, r.position, r.id`),
    listings: () =>
      rows(`select s.path, a.uri from section_listings l join sections s on s.id = l.section_id
        join articles a on a.id = l.article_id and l.published_at is not distinct from a.published_at order by s.path, a.uri`),
  };
}

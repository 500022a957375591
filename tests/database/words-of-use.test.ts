import { expect, test } from "vitest";
import { openPglite } from "../../src/database/pglite-driver.ts";

const BEFORE = "20261128044500-erase-withdrawn";

/** A newsroom of before: words of pictures and names are everybody's. */
const NEWSROOM = [
  `insert into sections (slug, path, name, position) values ('open', 'open', 'Open', 0), ('hidden', 'hidden', 'Hidden', 1),
    ('left', 'left', 'Left', 2), ('late', 'late', 'Late', 3)`,
  `insert into images (url, alt, caption, credit, renditions) values ('/u.png', 'secret alt', 'secret caption', null, '[]'),
    ('/v.png', 'alone', null, 'Agency', '[]')`,
  `insert into articles (uri, slug, headline, summary, language, status, representation, published_at, modified_at, version,
      section_id, lead_image_id) values
    ('urn:open', 'open', 'H', '', 'en', 'PUBLISHED', 'FULL', '2026-01-01', '2026-01-01', 2, 1, 1),
    ('urn:hidden', 'hidden', 'H', '', 'en', 'DRAFT', 'FULL', '2026-01-01', '2026-01-01', 1, 2, 1),
    ('urn:old', 'old', 'H', '', 'en', 'PUBLISHED', 'FULL', '2026-01-02', '2026-01-01', 1, 1, 2),
    ('urn:late', 'late', 'H', '', 'en', 'PUBLISHED', 'FULL', '2026-01-01', '2026-01-01', 1, 4, null)`,
  `update articles set embargoed_until = '2999-01-01' where uri = 'urn:late'`,
  `insert into article_images (article_id, image_id) values (1, 1), (2, 1)`,
  `insert into article_versions (article_id, version, at, headline, changed_fields, visible_from, snapshot) values
    (1, 1, '2026-01-01', 'H', '[]', '2026-01-01', '{"images":[{"url":"/u.png","alt":"first"}]}'),
    (1, 2, '2026-01-01', 'H', '[]', '2026-01-01', '{"images":[{"url":"/u.png","alt":"own alt","credit":"Own"}]}'),
    (2, 1, '2026-01-01', 'H', '[]', null, '{"images":[{"url":"/u.png","alt":"secret alt","caption":"secret caption"}]}'),
    (3, 1, '2026-01-01', 'H', '[]', '2026-01-01', null)`,
  `insert into section_listings (section_id, article_id, published_at) select section_id, id, published_at from articles`,
  `insert into tags (slug, kind, name) values ('met', 'TOPIC', 'Met'), ('unmet', 'TOPIC', 'Unmet')`,
  `insert into taggings (article_id, position, tag_id, relevance) values (1, 1, 1, 1), (2, 1, 2, 1)`,
  `insert into changes (turn, article_id, uri, kind, written_at, visible_from, was_visible_from, version, language,
      changed_fields, cache_tags) values
    ('3', 1, 'urn:open', 'PUBLISHED', '2026-01-01', '-infinity', 'infinity', 1, 'en', '{}', '{Article:1,Section:3}')`,
];

test("An older newsroom's pictures get the words that each story had for them; sections are there that readers have met", async () => {
  const driver = await openPglite({});
  try {
    await driver.orm.migrator.up({ to: BEFORE });
    const execute = (sql: string) => driver.em().getConnection().execute<unknown[]>(sql);
    for (const statement of NEWSROOM) await execute(statement);

    await driver.orm.migrator.up();

    expect(
      await execute(`select a.uri, i.url, u.alt, u.caption, u.credit from article_images as u
        join articles as a on a.id = u.article_id join images as i on i.id = u.image_id order by a.id`),
    ).toEqual([
      { uri: "urn:open", url: "/u.png", alt: "own alt", caption: null, credit: "Own" },
      { uri: "urn:hidden", url: "/u.png", alt: "secret alt", caption: "secret caption", credit: null },
      { uri: "urn:old", url: "/v.png", alt: "alone", caption: null, credit: "Agency" },
    ]);
    expect(await execute("select slug, visible_from::date::text as day from sections order by id")).toEqual([
      { slug: "open", day: "2026-01-01" },
      { slug: "hidden", day: null },
      { slug: "left", day: "2026-01-01" },
      { slug: "late", day: "2999-01-01" },
    ]);
    expect(await execute("select slug, visible_from::date::text as day from tags order by id")).toEqual([
      { slug: "met", day: "2026-01-01" },
      { slug: "unmet", day: null },
    ]);
  } finally {
    await driver.close();
  }
});

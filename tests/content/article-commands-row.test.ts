import { describe, expect, test } from "vitest";
import { at, useArticleStore } from "../support/article-store.ts";
import { draftOf, partialOf } from "../support/draft.ts";

const politics = { slug: "politics", name: "Politics" };
const votes = { slug: "votes", name: "Votes" };
const { save, rows } = useArticleStore();

describe("saveArticles row", () => {
  test("every field of the draft is kept", async () => {
    const image = {
      url: "https://img.example/1",
      alt: "A bridge",
      caption: "c",
      credit: "d",
      width: 3,
      height: 2,
      renditions: [],
    };
    await save([
      draftOf("https://news.example/1", {
        version: 4,
        slug: "bridge-opens",
        headline: "Bridge opens",
        kicker: "Traffic",
        standfirst: { text: "At last.", html: "At <em>last</em>." },
        dateline: "Lyon",
        byline: "By Ana",
        language: "fr",
        updatedAt: at("09:00:00.123"),
        embargoedUntil: at("07:00"),
        urgency: 3,
        copyrightHolder: "H",
        copyrightNotice: "N",
        usageTerms: "T",
        translationKey: "k",
        section: [politics, votes],
        contributors: [
          { name: "Ana", uri: "p:1", role: "AUTHOR" },
          { name: "Bo", role: "EDITOR" },
        ],
        tags: [
          { kind: "PLACE", name: "Lyon", uri: "q:456", relevance: 0.5 },
          { kind: "TOPIC", name: "Bridges", relevance: 1 },
        ],
        images: [image],
        leadImage: image.url,
      }),
    ]);

    expect(
      await rows(`select a.uri, a.slug, headline, kicker, standfirst::text as standfirst, summary, dateline, byline, language, urgency, status,
          representation, published_at = '2026-11-20T08:00:00Z' as published, updated_at = '2026-11-20T09:00:00.123Z' as updated,
          modified_at = '2026-11-22T10:00:00Z' as modified, embargoed_until = '2026-11-20T07:00:00Z' as embargoed, version, source_version,
          length(content_hash) as hash, translation_key, copyright_holder, copyright_notice, usage_terms, s.path, i.url
        from articles a join sections s on s.id = section_id join images i on i.id = lead_image_id`),
    ).toEqual([
      {
        uri: "https://news.example/1",
        slug: "bridge-opens",
        headline: "Bridge opens",
        kicker: "Traffic",
        standfirst: '{"text":"At last.","html":"At <em>last</em>."}',
        summary: "At last.",
        dateline: "Lyon",
        byline: "By Ana",
        language: "fr",
        urgency: 3,
        status: "PUBLISHED",
        representation: "FULL",
        published: true,
        updated: true,
        modified: true,
        embargoed: true,
        version: 1,
        source_version: 4,
        hash: 64,
        translation_key: "k",
        copyright_holder: "H",
        copyright_notice: "N",
        usage_terms: "T",
        path: "politics/votes",
        url: image.url,
      },
    ]);
    expect(await rows("select blocks::text as blocks, word_count from article_bodies")).toEqual([
      { blocks: '[{"type":"PARAGRAPH","role":"BODY","content":{"text":"Two words."}}]', word_count: 2 },
    ]);
    expect(
      await rows(
        "select slug, name, uri, role, position from contributions join contributors c on c.id = contributor_id order by position",
      ),
    ).toEqual([
      { slug: "ana", name: "Ana", uri: "p:1", role: "AUTHOR", position: 1 },
      { slug: "bo", name: "Bo", uri: null, role: "EDITOR", position: 2 },
    ]);
    expect(
      await rows(
        "select slug, kind, name, uri, relevance, position from taggings join tags t on t.id = tag_id order by position",
      ),
    ).toEqual([
      { slug: "lyon", kind: "PLACE", name: "Lyon", uri: "q:456", relevance: 0.5, position: 1 },
      { slug: "bridges", kind: "TOPIC", name: "Bridges", uri: null, relevance: 1, position: 2 },
    ]);
    expect(
      await rows("select url, alt, caption, credit, width, height from article_images join images on id = image_id"),
    ).toEqual([{ url: image.url, alt: "A bridge", caption: "c", credit: "d", width: 3, height: 2 }]);
  });

  test("a story known by its headline has no body", async () => {
    await save([partialOf("a")]);

    expect(await rows("select count(*)::int as bodies from article_bodies")).toEqual([{ bodies: 0 }]);
  });

  test("an update without a date keeps the one there was", async () => {
    // Readers have not seen it: its date may still move.
    const publishedAt = new Date("2026-11-25T08:00:00Z");
    const { publishedAt: _, ...undated } = draftOf("a", { version: 2, headline: "Next" });
    await save([draftOf("a", { version: 1, publishedAt, updatedAt: at("09:00") })]);
    await save([undated]);

    expect(
      await rows(
        "select headline, published_at = '2026-11-25T08:00Z' as kept, updated_at = '2026-11-20T09:00Z' as same from articles",
      ),
    ).toEqual([{ headline: "Next", kept: true, same: true }]);
  });

  test("an update replaces contributors and tags, an image's words and a renamed person", async () => {
    const image = { url: "/1.png", alt: "old", renditions: [] };
    await save([
      draftOf("a", {
        images: [image],
        contributors: [{ name: "Anna", uri: "p:1", role: "AUTHOR" }],
        tags: [{ kind: "TOPIC", name: "X", relevance: 1 }],
      }),
    ]);
    await save([
      draftOf("a", { images: [{ ...image, alt: "new" }], contributors: [{ name: "Ana", uri: "p:1", role: "EDITOR" }] }),
    ]);

    expect(await rows("select alt from article_images")).toEqual([{ alt: "new" }]);
    expect(
      await rows("select slug, name, role from contributions join contributors c on c.id = contributor_id"),
    ).toEqual([{ slug: "anna", name: "Ana", role: "EDITOR" }]);
    expect(await rows("select count(*)::int as taggings from taggings")).toEqual([{ taggings: 0 }]);
  });

  test("contributors and tags of one name and no URI are the same; of different kinds or URIs they are not", async () => {
    const person = { name: "Ana", role: "AUTHOR" } as const;
    const tag = { kind: "PLACE", name: "Ana", relevance: 1 } as const;
    await save([draftOf("a", { contributors: [person], tags: [tag, { ...tag, kind: "PERSON" }] })]);
    await save([
      draftOf("b", { contributors: [person, { ...person, uri: "p:1" }], tags: [tag, { ...tag, uri: "t:1" }] }),
    ]);

    expect(await rows("select slug, uri from contributors order by id")).toEqual([
      { slug: "ana", uri: null },
      { slug: "ana-2", uri: "p:1" },
    ]);
    expect(await rows("select slug, kind, uri from tags order by id")).toEqual([
      { slug: "ana", kind: "PLACE", uri: null },
      { slug: "ana-2", kind: "PERSON", uri: null },
      { slug: "ana-3", kind: "PLACE", uri: "t:1" },
    ]);
  });
});

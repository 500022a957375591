import { describe, expect, test } from "vitest";
import { at, useArticleStore } from "../support/article-store.ts";
import { draftOf, edgeTo } from "../support/draft.ts";

const { database, save, rows, edges } = useArticleStore();

describe("saveArticles related stories", () => {
  test("unknown targets become partial stories, visible only with a time", async () => {
    await save([
      draftOf("a", {
        language: "fr",
        related: [edgeTo("x", { publishedAt: at("06:00"), slug: "story-x" }), edgeTo("y", { language: "de" })],
      }),
    ]);

    expect(
      await rows(`select uri, slug, status, representation, language, published_at = '2026-11-20T06:00:00Z' as dated, content_hash, version
        from articles where uri in ('x', 'y') order by uri`),
    ).toEqual([
      {
        uri: "x",
        slug: "story-x",
        status: "PUBLISHED",
        representation: "PARTIAL",
        language: "fr",
        dated: true,
        content_hash: null,
        version: 0,
      },
      {
        uri: "y",
        slug: "y",
        status: "DRAFT",
        representation: "PARTIAL",
        language: "de",
        dated: null,
        content_hash: null,
        version: 0,
      },
    ]);
  });

  test("a partial story that was hidden for want of a time appears when an edge brings it", async () => {
    await save([draftOf("a", { related: [edgeTo("x")] })]);
    await save([
      draftOf("b", { related: [edgeTo("x"), edgeTo("x", { placement: "INLINE", publishedAt: at("06:00") })] }),
    ]);

    expect(
      await rows("select status, published_at = '2026-11-20T06:00:00Z' as dated from articles where uri = 'x'"),
    ).toEqual([{ status: "PUBLISHED", dated: true }]);
  });

  test("a partial story is completed and keeps its id and the edges to it", async () => {
    await save([draftOf("a", { related: [edgeTo("x", { publishedAt: at("06:00") })] })]);
    const before = await rows("select id from articles where uri = 'x'");
    const edgesBefore = await edges();

    const [saved] = await save([draftOf("x", { slug: "its-own", related: [edgeTo("a")] })]);

    expect(saved?.outcome).toBe("UPDATED");
    expect(await rows("select id from articles where uri = 'x'")).toEqual(before);
    expect(
      await rows(
        "select slug, representation, word_count from articles join article_bodies on article_id = id where uri = 'x'",
      ),
    ).toEqual([{ slug: "its-own", representation: "FULL", word_count: 2 }]);
    expect(await rows("select slug from former_slugs")).toEqual([{ slug: "x" }]);
    expect((await edges()).slice(0, 1)).toEqual(edgesBefore);
    expect(
      await rows("select uri from articles where uri = 'x' and published_at = '2026-11-20T08:00:00Z'"),
    ).toHaveLength(1);
  });

  test("a completed story's time reaches nobody else's edges, an updated one's reaches its own", async () => {
    const [tomorrow, later] = [new Date("2026-11-23T12:00:00Z"), new Date("2026-11-24T12:00:00Z")];
    await save([
      draftOf("a", { publishedAt: tomorrow, related: [edgeTo("b")] }),
      draftOf("b", { contributors: [{ name: "Bo", role: "AUTHOR" }] }),
    ]);
    await save([draftOf("a", { publishedAt: later, related: [edgeTo("b")] })]);

    expect(await rows("select published_at = '2026-11-24T12:00:00Z' as moved from related_stories")).toEqual([
      { moved: true },
    ]);
    expect(await rows("select published_at = '2026-11-20T08:00:00Z' as stayed from contributions")).toEqual([
      { stayed: true },
    ]);
  });

  test("edges are numbered within their placement; an edge that stays keeps its id", async () => {
    await save([
      draftOf("a", { related: [edgeTo("x"), edgeTo("y", { placement: "INLINE", anchor: "inline-1" }), edgeTo("z")] }),
    ]);
    expect(await edges()).toEqual([
      { article: "a", target: "y", kind: "READ_ALSO", origin: "IMPORT", placement: "INLINE", position: 1, id: 2 },
      { article: "a", target: "x", kind: "READ_ALSO", origin: "IMPORT", placement: "END", position: 1, id: 1 },
      { article: "a", target: "z", kind: "READ_ALSO", origin: "IMPORT", placement: "END", position: 2, id: 3 },
    ]);

    await save([draftOf("a", { related: [edgeTo("z", { kind: "ANALYSIS" }), edgeTo("x", { placement: "SIDEBAR" })] })]);
    expect(await edges()).toEqual([
      {
        article: "a",
        target: "x",
        kind: "READ_ALSO",
        origin: "IMPORT",
        placement: "SIDEBAR",
        position: 1,
        id: expect.any(Number),
      },
      { article: "a", target: "z", kind: "ANALYSIS", origin: "IMPORT", placement: "END", position: 1, id: 3 },
    ]);
  });

  test("an edge to itself and a second one to the same place are dropped and said", async () => {
    const [saved] = await save([draftOf("a", { related: [edgeTo("a"), edgeTo("x"), edgeTo("x", { kind: "LIVE" })] })]);

    expect(saved?.notes).toEqual([
      "end related story a was dropped: it is the article itself",
      "end related story x was dropped: it is there already",
    ]);
    expect(await edges()).toMatchObject([{ target: "x", kind: "READ_ALSO", position: 1 }]);
  });

  test("an editor's edges survive, win, stand before the source's and follow the article's time", async () => {
    const [tomorrow, later] = [new Date("2026-11-23T12:00:00Z"), new Date("2026-11-24T12:00:00Z")];
    await save([draftOf("a", { publishedAt: tomorrow, related: [edgeTo("x"), edgeTo("y")] })]);
    await database().execute(`update related_stories set origin = 'EDITOR', kind = 'CORRECTS', label = 'Ours'
      where target_id = (select id from articles where uri = 'x')`);

    await save([draftOf("a", { publishedAt: later, related: [edgeTo("z"), edgeTo("x", { kind: "LIVE" })] })]);
    await save([draftOf("a", { publishedAt: later, related: [edgeTo("z")] })]);

    expect(await edges()).toEqual([
      { article: "a", target: "x", kind: "CORRECTS", origin: "EDITOR", placement: "END", position: 1, id: 1 },
      {
        article: "a",
        target: "z",
        kind: "READ_ALSO",
        origin: "IMPORT",
        placement: "END",
        position: 2,
        id: expect.any(Number),
      },
    ]);
    expect(
      await rows("select published_at = '2026-11-24T12:00:00Z' as moved, label from related_stories order by id"),
    ).toEqual([
      { moved: true, label: "Ours" },
      { moved: true, label: null },
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { useArticleStore } from "../support/article-store.ts";
import { draftOf } from "../support/draft.ts";

const { save, rows } = useArticleStore();

describe("saveArticles slugs", () => {
  const slugs = () => rows("select uri, slug from articles order by id");
  const former = () =>
    rows("select f.slug, uri from former_slugs f join articles a on a.id = article_id order by f.slug");

  test("each collision is numbered, within a batch and across batches", async () => {
    await save([draftOf("a", { headline: "Live" }), draftOf("b", { slug: "live" }), draftOf("c", { slug: "live-2" })]);
    await save(Array.from({ length: 9 }, (_, index) => draftOf(`d${index}`, { headline: "Live" })));

    expect(await slugs()).toEqual([
      { uri: "a", slug: "live" },
      { uri: "b", slug: "live-2" },
      { uri: "c", slug: "live-2-2" },
      ...Array.from({ length: 9 }, (_, index) => ({ uri: `d${index}`, slug: `live-${index + 3}` })),
    ]);
  });

  test("a slug that changes is kept as a former one, nobody else gets it, and it can be taken back", async () => {
    await save([draftOf("a", { slug: "one" })]);
    await save([draftOf("a", { slug: "two" }), draftOf("b", { slug: "one" })]);
    expect(await slugs()).toEqual([
      { uri: "a", slug: "two" },
      { uri: "b", slug: "one-2" },
    ]);
    expect(await former()).toEqual([{ slug: "one", uri: "a" }]);

    await save([draftOf("a", { slug: "one" })]);
    expect(await slugs()).toEqual([
      { uri: "a", slug: "one" },
      { uri: "b", slug: "one-2" },
    ]);
    expect(await former()).toEqual([{ slug: "two", uri: "a" }]);
  });

  test("two stories that swap slugs in one batch end with two", async () => {
    await save([draftOf("a", { slug: "one" }), draftOf("b", { slug: "two" })]);
    await save([draftOf("a", { slug: "two" }), draftOf("b", { slug: "one" })]);

    expect(await slugs()).toEqual([
      { uri: "a", slug: "two-2" },
      { uri: "b", slug: "one-2" },
    ]);
    expect(await former()).toEqual([
      { slug: "one", uri: "a" },
      { slug: "two", uri: "b" },
    ]);
  });

  test("a numbered slug stays on an update", async () => {
    await save([draftOf("a", { slug: "one" }), draftOf("b", { slug: "one" })]);
    await save([draftOf("b", { slug: "one", headline: "New" })]);

    expect(await slugs()).toEqual([
      { uri: "a", slug: "one" },
      { uri: "b", slug: "one-2" },
    ]);
    expect(await former()).toEqual([]);
  });

  test("one that no reader has seen is not kept: it may spell what was not for readers", async () => {
    const hidden = (slug: string) => draftOf("a", { slug, status: "DRAFT" });
    await save([hidden("minister-resigns")]);
    await save([hidden("minister-hesitates")]);
    await save([draftOf("a", { slug: "minister-stays" }), draftOf("b", { slug: "minister-resigns" })]);
    expect(await former()).toEqual([]);
    expect(await slugs()).toEqual([
      { uri: "a", slug: "minister-stays" },
      { uri: "b", slug: "minister-resigns" },
    ]);
  });

  test("of a story that was unpublished, the one that readers saw is kept, and none from after", async () => {
    await save([draftOf("a", { slug: "seen" })]);
    for (const slug of ["seen", "unseen", "last"])
      await save([draftOf("a", { slug, status: "DRAFT", headline: slug })]);
    expect(await former()).toEqual([{ slug: "seen", uri: "a" }]);
  });

  test("while no reader has seen the story, a slug made of its headline goes with that", async () => {
    const hidden = (headline: string, changes = {}) => draftOf("a", { headline, status: "DRAFT", ...changes });
    await save([hidden("Minister resigns"), draftOf("b", { headline: "Minister stays" })]);
    await save([hidden("Minister stays", { kicker: "Late" })]);
    expect(await slugs()).toEqual([
      { uri: "a", slug: "minister-stays-2" },
      { uri: "b", slug: "minister-stays" },
    ]);
    await save([hidden("Minister stays")]);
    await save([draftOf("a", { headline: "Minister stays on" })]);
    await save([draftOf("a", { headline: "Minister goes" })]);
    expect((await slugs())[0]).toEqual({ uri: "a", slug: "minister-stays-on" });
    expect(await former()).toEqual([]);
  });

  test("one that was chosen stays, whatever the headline", async () => {
    await save([draftOf("a", { headline: "One", slug: "chosen", status: "DRAFT" })]);
    await save([draftOf("a", { headline: "Two", status: "DRAFT" })]);
    expect(await slugs()).toEqual([{ uri: "a", slug: "chosen" }]);
  });

  test("without a slug from the source, a whole story keeps its own when the headline changes", async () => {
    await save([draftOf("a", { headline: "Before" })]);
    await save([draftOf("a", { headline: "After" })]);

    expect(await slugs()).toEqual([{ uri: "a", slug: "before" }]);
  });
});

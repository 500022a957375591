import { describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import { at, useArticleStore } from "../support/article-store.ts";
import { draftOf, edgeTo, partialOf } from "../support/draft.ts";

const politics = { slug: "politics", name: "Politics" };
const { database, save, rows, outcomes } = useArticleStore();

describe("saveArticles outcome", () => {
  const second = { version: 2, updatedAt: at("10:00") };
  const unversioned = { updatedAt: at("10:00") };
  test.each<{ name: string; held: Partial<ArticleDraft>; offered: ArticleDraft; outcome: string }>([
    { name: "the same draft", held: second, offered: draftOf("a", second), outcome: "UNCHANGED" },
    { name: "a newer version", held: second, offered: draftOf("a", { ...second, version: 3 }), outcome: "UPDATED" },
    {
      name: "a newer version with an older time",
      held: second,
      offered: draftOf("a", { version: 3, updatedAt: at("09:00") }),
      outcome: "UPDATED",
    },
    { name: "an older version", held: second, offered: draftOf("a", { ...second, version: 1 }), outcome: "STALE" },
    {
      name: "an older version with a newer time",
      held: second,
      offered: draftOf("a", { version: 1, updatedAt: at("11:00") }),
      outcome: "STALE",
    },
    {
      name: "the same version and an older time",
      held: second,
      offered: draftOf("a", { version: 2, updatedAt: at("09:59") }),
      outcome: "STALE",
    },
    {
      name: "the same version, other words",
      held: second,
      offered: draftOf("a", { ...second, headline: "b" }),
      outcome: "UPDATED",
    },
    {
      name: "no version and an older time",
      held: second,
      offered: draftOf("a", { updatedAt: at("09:59") }),
      outcome: "STALE",
    },
    {
      name: "a time one millisecond older",
      held: unversioned,
      offered: draftOf("a", { updatedAt: new Date(at("10:00").getTime() - 1) }),
      outcome: "STALE",
    },
    { name: "a newer time", held: unversioned, offered: draftOf("a", { updatedAt: at("10:01") }), outcome: "UPDATED" },
    {
      name: "neither version nor time, other words",
      held: unversioned,
      offered: draftOf("a", { headline: "b" }),
      outcome: "UPDATED",
    },
    {
      name: "a headline only, whatever its version",
      held: second,
      offered: partialOf("a", { version: 9 }),
      outcome: "UNCHANGED",
    },
  ])("after a whole story, $name", async ({ held, offered, outcome }) => {
    await save([draftOf("a", held)]);

    expect(await outcomes(offered)).toEqual([outcome]);
  });

  test("the order of a draft's properties does not matter", async () => {
    const draft = draftOf("a", { section: [politics] });
    await save([draft]);

    const shuffled = Object.fromEntries(Object.entries(draft).toReversed()) as unknown;

    expect(await outcomes({ ...(shuffled as ArticleDraft) })).toEqual(["UNCHANGED"]);
  });

  test("the same URI again in one batch is compared with the one before", async () => {
    const batch = [
      partialOf("a"),
      draftOf("a", { version: 2 }),
      draftOf("a", { version: 2 }),
      draftOf("a", { version: 1 }),
      draftOf("b"),
    ];

    expect(await outcomes(...batch)).toEqual(["CREATED", "UPDATED", "UNCHANGED", "STALE", "CREATED"]);
    expect(
      await rows("select uri, version, source_version as source, representation from articles order by uri"),
    ).toEqual([
      { uri: "a", version: 1, source: 2, representation: "FULL" },
      { uri: "b", version: 1, source: 0, representation: "FULL" },
    ]);
  });

  test("what is stale or unchanged is not written", async () => {
    await save([draftOf("a", { version: 2 })]);
    await save(
      [draftOf("a", { version: 2 }), draftOf("a", { version: 1, headline: "old" })],
      new Date("2027-01-01T00:00:00Z"),
    );

    expect(await rows("select headline, modified_at = '2026-11-22T10:00:00Z' as untouched from articles")).toEqual([
      { headline: "a", untouched: true },
    ]);
  });

  test("no drafts, no results", async () => {
    expect(await save([])).toEqual([]);
  });
});

describe("saveArticles refusal", () => {
  test("drafts PostgreSQL cannot hold are rejected with the reason, the others of the batch are kept", async () => {
    const bad = (uri: string) => draftOf(uri, { headline: "a\u0000b" });
    const batch = [
      draftOf("a", { related: [edgeTo("c")] }),
      bad("b"),
      draftOf("c"),
      draftOf("d", { version: 3_000_000_000 }),
      draftOf("e"),
    ];

    const saved = await save(batch);

    expect(saved.map(({ outcome }) => outcome)).toEqual(["CREATED", "REJECTED", "UPDATED", "REJECTED", "CREATED"]);
    expect(saved[1]).toEqual({
      uri: "b",
      id: null,
      outcome: "REJECTED",
      reason: "unsupported Unicode escape sequence",
      notes: [],
    });
    expect(await rows("select uri from articles order by uri")).toEqual([{ uri: "a" }, { uri: "c" }, { uri: "e" }]);
  });

  test("a refused draft leaves nothing of itself behind", async () => {
    await save([
      draftOf("a", { section: [politics], contributors: [{ name: "Ana", role: "AUTHOR" }], urgency: 100_000 }),
    ]);

    expect(
      await rows("select (select count(*)::int from sections) + (select count(*)::int from contributors) as count"),
    ).toEqual([{ count: 0 }]);
  });

  test("another failure is thrown and keeps nothing of the batch", async () => {
    await database().execute("alter table taggings rename to lost");
    try {
      await expect(save([draftOf("a", { tags: [{ kind: "TOPIC", name: "X", relevance: 1 }] })])).rejects.toThrow(
        'relation "taggings" does not exist',
      );
    } finally {
      await database().execute("alter table lost rename to taggings");
    }

    expect(await rows("select uri from articles")).toEqual([]);
  });
});

describe("saveArticles at the same time", () => {
  test("two writers of the same stories in opposite orders end with each story once", async () => {
    const uris = Array.from({ length: 40 }, (_, index) => `story-${index}`);
    const drafts = uris.map((uri, index) =>
      draftOf(uri, {
        headline: `Same ${index % 5}`,
        section: [{ slug: `s${index % 7}`, name: "S" }],
        contributors: [{ name: `Name ${index % 3}`, role: "AUTHOR" }],
        related: [edgeTo(uris[39 - index] ?? "x"), edgeTo(`stub-${index % 10}`)],
      }),
    );
    const inTens = (all: ArticleDraft[]) => [0, 10, 20, 30].map((start) => all.slice(start, start + 10));
    const writer = async (batches: ArticleDraft[][]) => {
      for (const batch of batches) await save(batch);
    };

    await Promise.all([writer(inTens(drafts)), writer(inTens(drafts.toReversed()))]);

    expect(
      await rows(`select (select count(*)::int from articles where representation = 'FULL') as stories,
        (select count(*)::int from articles where representation = 'PARTIAL') as stubs, (select count(*)::int from sections) as sections,
        (select count(*)::int from contributors) as contributors, (select count(*)::int from contributions) as contributions,
        (select count(*)::int from related_stories) as edges, (select count(*)::int from section_listings) as listings`),
    ).toEqual([{ stories: 40, stubs: 10, sections: 7, contributors: 3, contributions: 40, edges: 80, listings: 40 }]);
  });
});

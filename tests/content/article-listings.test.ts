import { describe, expect, test } from "vitest";
import { relist } from "../../src/content/article/article.listings.ts";
import { useArticleStore } from "../support/article-store.ts";
import { draftOf, edgeTo } from "../support/draft.ts";

const { database, save, rows, listings } = useArticleStore();
const one = { slug: "one", name: "One" };
const two = { slug: "two", name: "Two" };
const three = { slug: "three", name: "Three" };

/** Changes the article the way another command would. */
async function change(uri: string, assignment: string): Promise<void> {
  await database()
    .em()
    .transactional(async (em) => {
      await em
        .getConnection()
        .execute(`update articles set ${assignment} where uri = '${uri}'`, [], "run", em.getTransactionContext());
      const [article] = await em
        .getConnection()
        .execute<{ id: string }[]>(
          `select id from articles where uri = '${uri}'`,
          [],
          "all",
          em.getTransactionContext(),
        );
      await relist(em, [Number(article?.id)]);
    });
}

describe("relist", () => {
  test("a new section takes the article off the old ones and lists it under all above the new one", async () => {
    await save([
      draftOf("a", { section: [one, two] }),
      draftOf("b", { section: [one, two] }),
      draftOf("c", { section: [three] }),
    ]);

    await change("a", "section_id = (select id from sections where path = 'three')");

    expect(await listings()).toEqual([
      { path: "one", uri: "b" },
      { path: "one/two", uri: "b" },
      { path: "three", uri: "a" },
      { path: "three", uri: "c" },
    ]);
  });

  test("no section takes the article off every section", async () => {
    await save([draftOf("a", { section: [one, two] }), draftOf("b", { section: [one] })]);

    await change("a", "section_id = null");

    expect(await listings()).toEqual([{ path: "one", uri: "b" }]);
  });

  test.each(["status = 'WITHDRAWN'", "status = 'DRAFT'", "published_at = null"])(
    "%s leaves it listed, for the desk",
    async (assignment) => {
      await save([draftOf("a", { section: [one, two] })]);

      await change("a", assignment);

      expect(await listings()).toEqual([
        { path: "one", uri: "a" },
        { path: "one/two", uri: "a" },
      ]);
    },
  );

  test("a new time reaches every copy of this article and of no other", async () => {
    const draft = {
      contributors: [{ name: "Ana", role: "AUTHOR" as const }],
      tags: [{ kind: "TOPIC" as const, name: "T", relevance: 1 }],
    };
    await save([
      draftOf("a", { ...draft, section: [one, two], related: [edgeTo("b")] }),
      draftOf("b", { ...draft, section: [one], related: [edgeTo("a")] }),
    ]);

    await change("a", "published_at = '2026-01-02T03:04:05.006Z'");

    for (const copy of ["contributions", "taggings", "related_stories", "section_listings"]) {
      expect(
        await rows(`select distinct uri, copy.published_at = '2026-01-02T03:04:05.006Z' as moved
          from ${copy} copy join articles a on a.id = copy.article_id order by uri`),
      ).toEqual([
        { uri: "a", moved: true },
        { uri: "b", moved: false },
      ]);
    }
  });
});

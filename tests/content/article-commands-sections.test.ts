import { describe, expect, test } from "vitest";
import { at, useArticleStore } from "../support/article-store.ts";
import { draftOf } from "../support/draft.ts";

const politics = { slug: "politics", name: "Politics" };
const votes = { slug: "votes", name: "Votes" };
const world = { slug: "world", name: "World" };
const { save, rows, listings } = useArticleStore();

describe("saveArticles sections", () => {
  test("missing ones are made parents first, in order, with slugs of their own", async () => {
    await save([
      draftOf("a", { section: [politics, votes] }),
      draftOf("b", { section: [world, votes] }),
      draftOf("c", { section: [politics, world] }),
    ]);
    await save([
      draftOf("d", { section: [politics, { slug: "laws", name: "Laws" }] }),
      draftOf("e", { section: [{ slug: "art", name: "Art" }] }),
    ]);

    expect(
      await rows(
        "select s.path, s.slug, s.name, s.position, p.path as parent from sections s left join sections p on p.id = s.parent_id order by s.path",
      ),
    ).toEqual([
      { path: "art", slug: "art", name: "Art", position: 2, parent: null },
      { path: "politics", slug: "politics", name: "Politics", position: 0, parent: null },
      { path: "politics/laws", slug: "laws", name: "Laws", position: 2, parent: "politics" },
      { path: "politics/votes", slug: "votes", name: "Votes", position: 0, parent: "politics" },
      { path: "politics/world", slug: "world-2", name: "World", position: 1, parent: "politics" },
      { path: "world", slug: "world", name: "World", position: 1, parent: null },
      { path: "world/votes", slug: "votes-2", name: "Votes", position: 0, parent: "world" },
    ]);
  });

  test("an article is listed under its section and those above, whatever its status, and moves with it", async () => {
    await save([
      draftOf("a", { section: [politics, votes] }),
      draftOf("b", { section: [politics] }),
      draftOf("c", { section: [politics], status: "DRAFT" }),
    ]);
    expect(await listings()).toEqual([
      { path: "politics", uri: "a" },
      { path: "politics", uri: "b" },
      { path: "politics", uri: "c" },
      { path: "politics/votes", uri: "a" },
    ]);

    await save([
      draftOf("a", { section: [world, votes], publishedAt: at("09:00") }),
      draftOf("b", { section: [politics], status: "WITHDRAWN" }),
      draftOf("c", { section: [politics] }),
    ]);
    expect(await listings()).toEqual([
      { path: "politics", uri: "b" },
      { path: "politics", uri: "c" },
      { path: "world", uri: "a" },
      { path: "world/votes", uri: "a" },
    ]);
  });

  test("an article without a section is listed nowhere; one without a time is, for the desk", async () => {
    const { publishedAt: _, ...undated } = draftOf("b", { section: [politics] });
    await save([draftOf("a"), undated]);

    expect(await listings()).toEqual([{ path: "politics", uri: "b" }]);
  });

  test("a section named after its slug takes the first real name", async () => {
    await save([draftOf("a", { section: [{ slug: "politics", name: "politics" }, votes] })]);
    await save([
      draftOf("b", { section: [politics] }),
      draftOf("c", { section: [{ slug: "politics", name: "politics" }] }),
    ]);
    await save([draftOf("d", { section: [{ slug: "politics", name: "Other" }] })]);

    expect(await rows("select path, name from sections order by path")).toEqual([
      { path: "politics", name: "Politics" },
      { path: "politics/votes", name: "Votes" },
    ]);
  });
});

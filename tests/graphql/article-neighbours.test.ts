import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveStorylines } from "../../src/content/storyline/storyline.commands.ts";
import { draftOf } from "../support/draft.ts";
import { startTestGateway } from "../support/test-gateway.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
const filed = (slug: string, hour: number) => ({
  section: [{ slug, name: slug }],
  publishedAt: new Date(`2026-11-20T${String(hour).padStart(2, "0")}:00:00Z`),
});

beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(
    draftOf("a", filed("world", 1)),
    draftOf("b", filed("world", 2)),
    draftOf("twin", filed("world", 2)),
    draftOf("c", filed("sport", 3)),
    draftOf("hidden", { ...filed("world", 4), status: "DRAFT" }),
    draftOf("d", filed("world", 5)),
    draftOf("loose", { publishedAt: new Date("2026-11-20T06:00:00Z") }),
  );
  const entries = ["d", "hidden", "a", "c"].map((article) => ({ article, keyMoment: false }));
  await saveStorylines(gateway.database.em(), [{ uri: "urn:s", title: "S", status: "ACTIVE", entries }]);
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe("Article.next and Article.previous", () => {
  test.each([
    ["SECTION", "a", "b", null],
    ["SECTION", "b", "twin", "a"],
    ["SECTION", "twin", "d", "b"],
    ["SECTION", "d", null, "twin"],
    ["SECTION", "c", null, null],
    ["SECTION", "loose", null, null],
    ["ALL", "a", "b", null],
    ["ALL", "twin", "c", "b"],
    ["ALL", "c", "d", "twin"],
    ["ALL", "loose", null, "d"],
    ["STORYLINE", "d", "a", null],
    ["STORYLINE", "a", "c", "d"],
    ["STORYLINE", "c", null, "a"],
    ["STORYLINE", "b", null, null],
  ])("within %s, %s stands between its neighbours", async (...[within, uri, next, previous]) => {
    const { data, errors, statementCount } = await gateway.query(
      `{ article(uri: "${uri}") { next(within: ${within}) { uri } previous(within: ${within}) { uri } } }`,
    );

    expect(errors).toBeUndefined();
    expect(data).toEqual({ article: { next: next && { uri: next }, previous: previous && { uri: previous } } });
    expect(statementCount).toBe(1);
  });

  test("the neighbours of a whole page are read with it, in its statement", async () => {
    const { data, statementCount } = await gateway.query(
      `{ articles(first: 3) { nodes { uri next { uri previous { uri } } } } }`,
    );

    expect(data).toEqual({
      articles: {
        nodes: [
          { uri: "loose", next: null },
          { uri: "d", next: null },
          { uri: "c", next: null },
        ],
      },
    });
    expect(statementCount).toBe(1);
  });

  test("the desk walks over drafts too", async () => {
    const { data } = await gateway.query(
      `{ article(uri: "d") { previous { uri } next(within: STORYLINE) { uri } } }`,
      {},
      { view: "DESK" },
    );

    expect(data).toEqual({ article: { previous: { uri: "hidden" }, next: { uri: "hidden" } } });
  });
});

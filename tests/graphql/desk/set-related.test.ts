import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { type DeskGateway, startDesk } from "./desk-gateway.ts";

let desk: DeskGateway;
let ids: Map<string, string>;
const host = draftOf("urn:host", {
  version: 1,
  section: [{ slug: "world", name: "World" }],
  body: [
    { type: "PARAGRAPH", role: "BODY", content: { text: "One." } },
    { type: "RELATED_STORY", anchor: "x" },
    { type: "RELATED_STORY", anchor: "y" },
  ],
  related: [edgeTo("urn:a"), edgeTo("urn:b"), edgeTo("urn:a", { placement: "SIDEBAR" })],
});
beforeAll(async () => {
  desk = await startDesk();
  const saved = await desk.save(...["urn:a", "urn:b", "urn:c", "urn:d"].map((uri) => draftOf(uri)), host);
  ids = new Map(saved.map(({ uri, id }) => [uri.slice("urn:".length), `Article:${id}`]));
});
afterAll(() => desk[Symbol.asyncDispose]());

const of = (name: string) => ids.get(name) ?? name;
const items = (...given: string[]) => `[${given.map((one) => `{ articleId: "${of(one)}" }`).join(" ")}]`;
const setRelated = (placement: string, list: string, rest = "") =>
  desk.write(`setRelated(articleId: "${of("host")}", placement: ${placement}, items: ${list}${rest})`);
const edges = async () => {
  const { article } = await desk.reader<{
    article: { related: { edges: { placement: string; position: number; origin: string; node: { uri: string } }[] } };
  }>(`{ article(uri: "urn:host") { related { edges { placement position origin node { uri } } } } }`);
  return article.related.edges.map(
    ({ placement, position, origin, node }) => `${placement} ${position} ${origin} ${node.uri}`,
  );
};

describe("Mutation.setRelated", () => {
  test("the editor's stories come first, in order; the source's stay behind them, and become the editor's when chosen", async () => {
    expect(
      await setRelated(
        "END",
        `[{ articleId: "${of("c")}", kind: BACKGROUND, label: "Before" }, { articleId: "${of("b")}" }]`,
      ),
    ).toEqual({
      id: of("host"),
      problems: [],
      purgedTags: [of("host"), "Section:1"],
      article: { version: 2, status: "PUBLISHED" },
    });

    expect(await edges()).toEqual([
      "SIDEBAR 1 IMPORT urn:a",
      "END 1 EDITOR urn:c",
      "END 2 EDITOR urn:b",
      "END 3 IMPORT urn:a",
    ]);
    expect(
      await desk.reader(
        `{ article(uri: "urn:host") { updated { iso } related(placements: END, first: 2) { edges { kind label } } } }`,
      ),
    ).toEqual({
      article: {
        updated: null,
        related: {
          edges: [
            { kind: "BACKGROUND", label: "Before" },
            { kind: "READ_ALSO", label: "Read also" },
          ],
        },
      },
    });
  });

  test("what the source sends later goes behind the editor's again", async () => {
    await desk.save({ ...host, version: 2, related: [edgeTo("urn:d"), edgeTo("urn:c"), edgeTo("urn:a")] });

    expect(await edges()).toEqual([
      "END 1 EDITOR urn:c",
      "END 2 EDITOR urn:b",
      "END 3 IMPORT urn:d",
      // The second that the source sent is the editor's already.
      "END 4 IMPORT urn:a",
    ]);
  });

  test("another order, and fewer: the edges that stay keep their ids", async () => {
    const idsOf = async () =>
      (await desk.database.execute(
        `select r.id::int as id, a.uri from related_stories r join articles a on a.id = r.target_id where r.origin = 'EDITOR' order by r.position`,
      )) as { id: number; uri: string }[];
    const [c, b] = await idsOf();

    await setRelated("END", items("b", "c"));
    expect(await idsOf()).toEqual([b, c]);
    await setRelated("END", items("b"));
    expect(await idsOf()).toEqual([b]);
    expect((await edges()).filter((edge) => edge.startsWith("END"))).toEqual([
      "END 1 EDITOR urn:b",
      "END 2 IMPORT urn:d",
      "END 3 IMPORT urn:a",
    ]);
    await setRelated("END", "[]");
    expect(await idsOf()).toEqual([]);
  });

  test("inline, the n-th story stands in the n-th place of the body", async () => {
    await setRelated("INLINE", items("d", "c"));

    expect(
      await desk.reader(`{ article(uri: "urn:host") { body { text } related(placements: INLINE) { nodes { uri } } } }`),
    ).toEqual({
      article: {
        body: { text: "One.\n\nRead also: urn:d\n\nRead also: urn:c" },
        related: { nodes: [{ uri: "urn:d" }, { uri: "urn:c" }] },
      },
    });
  });

  test("the same again is no new version", async () => {
    const before = await desk.rowCounts();

    expect(await setRelated("INLINE", items("d", "c"))).toMatchObject({ problems: [], purgedTags: [] });
    expect(await desk.rowCounts()).toEqual(before);
  });

  test("the log has it as RELATIONS_CHANGED, of the field `related`; changeToken leads behind it", async () => {
    const { changeToken: before } = await desk.write<{ changeToken: string }>(
      `updateArticle(id: "${of("host")}", patch: {})`,
      "changeToken",
    );
    const { changeToken: after } = await desk.write<{ changeToken: string }>(
      `setRelated(articleId: "${of("host")}", placement: SIDEBAR, items: ${items("c")})`,
      "changeToken",
    );
    const changes = async (since: string) =>
      (
        await desk.desk<{ changes: { changes: object[] } }>(
          `query ($since: String) { changes(since: $since) { changes { kind entityId changedFields } } }`,
          { since },
        )
      ).changes.changes;

    expect(await changes(before)).toEqual([
      { kind: "RELATIONS_CHANGED", entityId: of("host"), changedFields: ["related"] },
    ]);
    expect(await changes(after)).toEqual([]);
  });

  test.each([
    [["a", "Article:999"], "NOT_FOUND", "items.1.articleId", "There is no Article:999."],
    [["a", "b", "a"], "DUPLICATE", "items.2.articleId", "This is there already."],
    [["host"], "SELF_REFERENCE", "items.0.articleId", "An article is not related to itself."],
    [["Section:1"], "ID_INVALID", "items.0.articleId", "Section:1 is no Article."],
    [Array.from({ length: 101 }, () => "a"), "TOO_MANY", "items", "At most 100 are taken, got 101."],
  ])("%.40j is refused: %s, and nothing is kept", async (...[list, code, path, message]) => {
    const before = await desk.rowCounts();

    const { problems } = await setRelated("END", items(...list));

    expect(problems[0]).toEqual({ code, message, path: path.split(".") });
    expect(await desk.rowCounts()).toEqual(before);
  });

  test("a version that is not the article's, an article that is none", async () => {
    expect(await setRelated("END", items("a"), ", ifVersion: 1")).toMatchObject({
      problems: [{ code: "VERSION_CONFLICT", path: ["ifVersion"] }],
    });
    expect(await desk.write(`setRelated(articleId: "Article:999", placement: END, items: [])`)).toMatchObject({
      problems: [{ code: "NOT_FOUND", path: ["articleId"] }],
    });
    expect(await setRelated("END", `[{ articleId: "${of("a")}", label: "${"x".repeat(256)}" }]`)).toMatchObject({
      problems: [{ code: "TOO_LONG", path: ["items", "0", "label"] }],
    });
  });
});

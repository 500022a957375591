import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { type DeskGateway, NOW, startDesk } from "./desk-gateway.ts";

let desk: DeskGateway;
let id: string;
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

beforeAll(async () => {
  desk = await startDesk();
  const made = await desk.write(`createArticle(input: { uri: "urn:story", headline: "One", language: "fr" })`);
  id = made.id ?? "";
  desk.clock.now = minutes(1);
  await desk.write(`updateArticle(id: "${id}", patch: { headline: "Two", urgency: 3 })`);
  desk.clock.now = minutes(2);
  await desk.write(`publishArticle(id: "${id}", at: "${minutes(10).toISOString()}")`);
  desk.clock.now = minutes(3);
  await desk.write(`updateArticle(id: "${id}", patch: { headline: "Four" })`);
  desk.clock.now = minutes(20);
  await desk.write(
    `correctArticle(id: "${id}", kind: CORRECTION, note: "Five, not four.", patch: { headline: "Five", bodyHtml: "<p>Five.</p>" })`,
  );
  desk.clock.now = minutes(30);
  await desk.write(`correctArticle(id: "${id}", kind: CLARIFICATION, note: "Five indeed.", patch: {})`);
});
afterAll(() => desk[Symbol.asyncDispose]());

const VERSIONS = `versions { nodes { version at headline changedFields } }`;
interface Versions {
  article: { versions: { nodes: { version: number; headline: string; changedFields: string[] }[] } };
}

describe("Article.versions", () => {
  test("the desk has all of them, newest first, with what each changed", async () => {
    expect(await desk.desk(`{ article(uri: "urn:story") { version ${VERSIONS} } }`)).toEqual({
      article: {
        version: 6,
        versions: {
          nodes: [
            { version: 6, at: minutes(30).toISOString(), headline: "Five", changedFields: [] },
            { version: 5, at: minutes(20).toISOString(), headline: "Five", changedFields: ["headline", "body"] },
            { version: 4, at: minutes(3).toISOString(), headline: "Four", changedFields: ["slug", "headline"] },
            { version: 3, at: minutes(2).toISOString(), headline: "Two", changedFields: ["status", "published"] },
            {
              version: 2,
              at: minutes(1).toISOString(),
              headline: "Two",
              changedFields: ["slug", "headline", "urgency"],
            },
            { version: 1, at: NOW.toISOString(), headline: "One", changedFields: [] },
          ],
        },
      },
    });
  });

  test("readers have those that readers could see: no draft, nothing that was replaced before its time", async () => {
    const { article } = await desk.reader<Versions>(`{ article(uri: "urn:story") { ${VERSIONS} } }`);

    // Of what came before the first that they saw they learn nothing.
    expect(article.versions.nodes.map(({ version, changedFields }) => [version, changedFields])).toEqual([
      [6, []],
      [5, ["headline", "body"]],
      [4, []],
    ]);
    expect(JSON.stringify(article)).not.toMatch(/One|Two/);
  });

  test("at the moment it appears, readers have the version that appears", async () => {
    desk.clock.now = minutes(10);

    const { article } = await desk.reader<Versions>(`{ article(uri: "urn:story") { ${VERSIONS} } }`);

    // Versions of a time still to come are on the test's clock only.
    expect(article.versions.nodes.at(-1)).toMatchObject({ version: 4, headline: "Four" });
    desk.clock.now = minutes(30);
  });

  test("pages: cursors go on where they stand, and are of this list only", async () => {
    interface Page {
      article: { versions: { nodes: { version: number }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
    }
    const page = (after?: string) =>
      desk.desk<Page>(
        `query ($after: String) { article(uri: "urn:story") { versions(first: 4, after: $after) { nodes { version } edges { cursor node { version } } pageInfo { endCursor hasNextPage hasPreviousPage } } } }`,
        { after },
      );

    const { article: first } = await page();
    expect(first.versions.nodes.map(({ version }) => version)).toEqual([6, 5, 4, 3]);
    expect(first.versions.pageInfo.hasNextPage).toBe(true);
    const { article: second } = await page(first.versions.pageInfo.endCursor);
    expect(second.versions.nodes.map(({ version }) => version)).toEqual([2, 1]);
    expect(second.versions.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const { errors } = await desk.query(
      `{ articles { nodes { versions(after: "${first.versions.pageInfo.endCursor.slice(0, -1)}") { nodes { version } } } } }`,
    );
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["CURSOR_INVALID"]);
    const { errors: wrongSize } = await desk.query(
      `{ articles { nodes { versions(first: 101) { nodes { version } } } } }`,
    );
    expect(wrongSize?.map(({ extensions }) => extensions.code)).toEqual(["PAGE_SIZE_INVALID"]);
  });

  test("of many articles, all in one statement with them", async () => {
    const { data, statementCount } = await desk.query(
      `{ articles { nodes { uri versions(first: 1) { nodes { version article { uri } } } corrections { version } } } }`,
    );

    expect(data).toEqual({
      articles: {
        nodes: [
          {
            uri: "urn:story",
            versions: { nodes: [{ version: 6, article: { uri: "urn:story" } }] },
            corrections: [{ version: 6 }, { version: 5 }],
          },
        ],
      },
    });
    expect(statementCount).toBe(1);
  });

  test("ingest makes versions too, each with what the source changed", async () => {
    const one = draftOf("urn:wire", { version: 1, tags: [{ kind: "TOPIC", name: "Tides", relevance: 1 }] });
    await desk.save(one, draftOf("urn:pointing", { related: [edgeTo("urn:stub")] }));
    await desk.save({ ...one, version: 2, headline: "Two", related: [edgeTo("urn:stub")] });
    await desk.save({ ...one, version: 3, headline: "Two", tags: [], copyrightHolder: "Agency", urgency: 1 });

    expect(
      await desk.desk(
        `{ wire: article(uri: "urn:wire") { version ${VERSIONS} } stub: article(uri: "urn:stub") { version ${VERSIONS} } }`,
      ),
    ).toMatchObject({
      wire: {
        version: 3,
        versions: {
          nodes: [
            { version: 3, headline: "Two", changedFields: ["urgency", "rights", "tags", "related"] },
            { version: 2, headline: "Two", changedFields: ["headline", "related"] },
            { version: 1, headline: "urn:wire", changedFields: [] },
          ],
        },
      },
      // Known from another story's edge only: nobody has written it.
      stub: { version: 0, versions: { nodes: [] } },
    });
  });
});

describe("Article.corrections", () => {
  test("newest first, with a moment in the article's language", async () => {
    expect(
      await desk.reader(
        `{ article(uri: "urn:story") { corrections { kind text version at { iso label } } updated { iso } } }`,
      ),
    ).toEqual({
      article: {
        corrections: [
          {
            kind: "CLARIFICATION",
            text: "Five indeed.",
            version: 6,
            at: { iso: minutes(30).toISOString(), label: "Aujourd'hui · 11:30" },
          },
          {
            kind: "CORRECTION",
            text: "Five, not four.",
            version: 5,
            at: { iso: minutes(20).toISOString(), label: "Aujourd'hui · 11:20" },
          },
        ],
        updated: { iso: minutes(30).toISOString() },
      },
    });
  });
});

describe("Mutation.correctArticle", () => {
  test("a draft and a scheduled story are NOT_PUBLISHED, an empty note is refused: nothing is kept", async () => {
    const { id: draft } = await desk.write(`createArticle(input: { headline: "Draft", language: "en" })`);
    const correct = (of: string | null, note: string) =>
      desk.write(`correctArticle(id: "${of}", kind: UPDATE, note: "${note}", patch: { headline: "No" })`);
    const before = await desk.rowCounts();

    expect(await correct(draft, "Wrong.")).toMatchObject({
      problems: [{ code: "NOT_PUBLISHED", message: "The article is not published.", path: ["id"] }],
    });
    expect(await correct(id, " ")).toMatchObject({
      problems: [{ code: "VALUE_INVALID", message: "note must not be empty.", path: ["note"] }],
    });
    expect(await correct(id, "x".repeat(10_001))).toMatchObject({ problems: [{ code: "TOO_LONG", path: ["note"] }] });
    expect(await desk.rowCounts()).toEqual(before);
  });
});

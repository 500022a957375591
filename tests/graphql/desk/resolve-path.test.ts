import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../../support/draft.ts";
import { type DeskGateway, startDesk } from "./desk-gateway.ts";

let desk: DeskGateway;
beforeAll(async () => {
  desk = await startDesk();
  const story = draftOf("urn:story", {
    slug: "before",
    section: [
      { slug: "world", name: "World" },
      { slug: "asia", name: "Asia" },
    ],
  });
  await desk.save(
    story,
    draftOf("urn:draft", { slug: "draft-once", status: "DRAFT" }),
    draftOf("urn:gone", { slug: "gone" }),
  );
  await desk.save(
    { ...story, slug: "story", version: 2 },
    draftOf("urn:draft", { slug: "draft", status: "DRAFT", version: 2 }),
    draftOf("urn:gone", { slug: "gone", status: "WITHDRAWN", version: 2 }),
  );
});
afterAll(() => desk[Symbol.asyncDispose]());

const RESOLUTION = `__typename ... on Article { uri headline section { path } } ... on Section { path name articles { nodes { uri } } }
  ... on Redirect { to } ... on Tombstone { uri notice { kind } } ... on NotFound { path }`;
const article = { __typename: "Article", uri: "urn:story", headline: "urn:story", section: { path: "world/asia" } };
const asia = { __typename: "Section", path: "world/asia", name: "Asia", articles: { nodes: [{ uri: "urn:story" }] } };
const tombstone = { __typename: "Tombstone", uri: "urn:gone", notice: { kind: "KILL" } };
const nothingAt = (path: string) => ({ __typename: "NotFound", path });

describe("Query.resolvePath", () => {
  test.each([
    ["/articles/story", article, 1],
    ["/articles/story/", article, 1],
    ["/articles/story?utm=x#y", article, 1],
    ["https://news.example/articles/story", article, 1],
    ["/articles/before", { __typename: "Redirect", to: "/articles/story" }, 2],
    ["/articles/gone", tombstone, 3],
    ["/world/asia", asia, 1],
    ["https://news.example/world/asia/?a", asia, 1],
    ["/articles/draft", nothingAt("/articles/draft"), 3],
    ["/articles/draft-once", nothingAt("/articles/draft-once"), 3],
    ["/articles/nothing", nothingAt("/articles/nothing"), 3],
    ["/articles/Story", nothingAt("/articles/Story"), 0],
    ["/articles/", nothingAt("/articles/"), 0],
    ["/asia", nothingAt("/asia"), 0],
    ["https://other.example/articles/story", nothingAt("https://other.example/articles/story"), 0],
    ["", nothingAt(""), 0],
    ["/", nothingAt("/"), 0],
    ["/articles/story\0", nothingAt("/articles/story\0"), 0],
    ["/articles/\ud800", nothingAt("/articles/\ud800"), 0],
  ])("%j", async (path, resolvePath, statements) => {
    const { data, errors, statementCount } = await desk.query(
      `query ($path: String!) { resolvePath(path: $path) { ${RESOLUTION} } }`,
      { path },
    );

    expect(errors).toBeUndefined();
    expect(data).toEqual({ resolvePath });
    expect(statementCount).toBe(statements);
  });

  test("the desk gets what readers do not: drafts, and the withdrawn story itself", async () => {
    expect(
      await desk.desk(
        `{ draft: resolvePath(path: "/articles/draft") { __typename } once: resolvePath(path: "/articles/draft-once") { __typename }
          gone: resolvePath(path: "/articles/gone") { ... on Article { status notice { kind } } } }`,
      ),
    ).toEqual({
      draft: { __typename: "Article" },
      once: { __typename: "NotFound" },
      gone: { status: "WITHDRAWN", notice: { kind: "KILL" } },
    });
  });
});

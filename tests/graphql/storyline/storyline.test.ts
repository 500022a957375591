import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
const on = (day: number) => ({ publishedAt: new Date(`2026-11-${String(day).padStart(2, "0")}T08:00:00Z`) });
const entry = (article: string, changes: object = {}) => ({ article, keyMoment: false, ...changes });

beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(
    draftOf("one", on(1)),
    draftOf("two", on(2)),
    draftOf("three", on(3)),
    draftOf("draft", { status: "DRAFT" }),
  );
  await saveStorylines(gateway.database.em(), [
    {
      uri: "urn:port",
      title: "The new port",
      status: "ACTIVE",
      summary: "From plan to quay.",
      entries: [entry("three", { keyMoment: true, caption: "It opens" }), entry("draft"), entry("one"), entry("two")],
    },
    { uri: "urn:arts", slug: "arts", title: "Arts", status: "CLOSED", entries: [entry("one")] },
    { uri: "urn:secret", title: "Secret", status: "ACTIVE", entries: [entry("draft")] },
  ]);
});
afterAll(() => gateway[Symbol.asyncDispose]());

interface Entries {
  edges: { cursor: string; node: { position: number; article: { uri: string } } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

describe("Query.storyline", () => {
  test("has its entries in the editor's order with what the editor says of them, in one statement", async () => {
    const { data, errors, statementCount } = await gateway.query(`{ storyline(slug: "the-new-port") {
      title status summary entries { nodes { position keyMoment caption article { uri } storyline { slug } } } } }`);

    expect(errors).toBeUndefined();
    const storyline = { slug: "the-new-port" };
    expect(data).toEqual({
      storyline: {
        title: "The new port",
        status: "ACTIVE",
        summary: "From plan to quay.",
        entries: {
          nodes: [
            { position: 1, keyMoment: true, caption: "It opens", article: { uri: "three" }, storyline },
            { position: 2, keyMoment: false, caption: null, article: { uri: "one" }, storyline },
            { position: 3, keyMoment: false, caption: null, article: { uri: "two" }, storyline },
          ],
        },
      },
    });
    expect(statementCount).toBe(1);
  });

  test.each([
    ["EDITORIAL", ["three", "one", "two"]],
    ["CHRONOLOGICAL", ["one", "two", "three"]],
  ])("%s order holds page by page", async (orderBy, uris) => {
    const read: string[] = [];
    let after: string | null = null;
    for (let isMore = true; isMore;) {
      const answer: { data: { storyline: { entries: Entries } }; errors?: object } = await gateway.query(
        `query ($after: String) { storyline(slug: "the-new-port") { entries(orderBy: ${orderBy}, first: 1, after: $after) {
          edges { cursor node { position article { uri } } } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      expect(answer.errors).toBeUndefined();
      const { edges, pageInfo } = answer.data.storyline.entries;
      expect(edges.map(({ cursor }) => cursor)).toEqual([pageInfo.endCursor]);
      read.push(...edges.map(({ node }) => node.article.uri));
      ({ hasNextPage: isMore, endCursor: after } = pageInfo);
    }

    expect(read).toEqual(uris);
  });

  test.each(["EDITORIAL", "CHRONOLOGICAL"])(
    "in %s order a cursor leads on although the storyline was written anew",
    async (orderBy) => {
      await using newsroom = await startTestGateway();
      const articles = [4, 1, 3, 2].map((number) => `tied-${number}`);
      await newsroom.save(...articles.map((uri) => draftOf(uri, on(4))));
      const tied = {
        uri: "urn:tied",
        title: "Tied",
        status: "ACTIVE" as const,
        entries: articles.map((uri) => entry(uri)),
      };
      await saveStorylines(newsroom.database.em(), [tied]);
      const page = async (after: string | null) => {
        const { data } = await newsroom.query<{ storyline: { entries: Entries } }>(
          `query ($after: String) { storyline(slug: "tied") { entries(orderBy: ${orderBy}, first: 2, after: $after) {
            edges { cursor node { position article { uri } } } pageInfo { hasNextPage endCursor } } } }`,
          { after },
        );
        return data.storyline.entries;
      };
      const first = await page(null);
      await saveStorylines(newsroom.database.em(), [tied]);
      const second = await page(first.pageInfo.endCursor);

      expect([...first.edges, ...second.edges].map(({ node }) => node.article.uri)).toEqual(articles);
    },
  );

  test("a cursor of one order is refused in the other", async () => {
    const first = await gateway.query<{ storyline: { entries: Entries } }>(
      `{ storyline(slug: "the-new-port") { entries { pageInfo { endCursor } } } }`,
    );
    const { errors } = await gateway.query(
      `query ($after: String) { storyline(slug: "the-new-port") { entries(orderBy: CHRONOLOGICAL, after: $after) { edges { cursor } } } }`,
      { after: first.data.storyline.entries.pageInfo.endCursor },
    );

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["CURSOR_INVALID"]);
  });

  test("one none of whose stories may be seen is not there, but for the desk", async () => {
    const operation = `{ storyline(slug: "secret") { title entries { nodes { article { uri } } } } }`;

    expect((await gateway.query(operation)).data).toEqual({ storyline: null });
    expect((await gateway.query(operation, {}, { view: "DESK" })).data).toEqual({
      storyline: { title: "Secret", entries: { nodes: [{ article: { uri: "draft" } }] } },
    });
  });

  test("its id finds it again", async () => {
    const { data } = await gateway.query<{ storyline: { id: string } }>(`{ storyline(slug: "arts") { id } }`);
    const found = await gateway.query(
      `query ($id: ID!) { storyline(id: $id) { slug } node(id: $id) { ... on Storyline { title } } }`,
      { id: data.storyline.id },
    );

    expect(found.data).toEqual({ storyline: { slug: "arts" }, node: { title: "Arts" } });
  });
});

describe("Query.storylines", () => {
  test.each([
    ["", ["Arts", "The new port"]],
    ["(status: CLOSED)", ["Arts"]],
    ["(status: ACTIVE)", ["The new port"]],
    ["(first: 1)", ["Arts"]],
  ])("storylines%s are by title", async (args, titles) => {
    const { data } = await gateway.query<{ storylines: { nodes: { title: string }[] } }>(
      `{ storylines${args} { nodes { title } } }`,
    );

    expect(data.storylines.nodes.map(({ title }) => title)).toEqual(titles);
  });

  test("goes on behind a cursor", async () => {
    const first = await gateway.query<{ storylines: { pageInfo: { endCursor: string; hasNextPage: boolean } } }>(
      `{ storylines(first: 1) { pageInfo { endCursor hasNextPage } } }`,
    );
    const second = await gateway.query(
      `query ($after: String) { storylines(first: 1, after: $after) { edges { node { title } } pageInfo { hasNextPage } } }`,
      { after: first.data.storylines.pageInfo.endCursor },
    );

    expect(first.data.storylines.pageInfo.hasNextPage).toBe(true);
    expect(second.data).toEqual({
      storylines: { edges: [{ node: { title: "The new port" } }], pageInfo: { hasNextPage: false } },
    });
  });
});

describe("Article.storylines", () => {
  test("an article is in several, by title, in its own statement", async () => {
    const { data, statementCount } = await gateway.query(
      `{ article(uri: "one") { storylines { position storyline { title } article { uri } } } }`,
    );

    expect(data).toEqual({
      article: {
        storylines: [
          { position: 1, storyline: { title: "Arts" }, article: { uri: "one" } },
          { position: 2, storyline: { title: "The new port" }, article: { uri: "one" } },
        ],
      },
    });
    expect(statementCount).toBe(1);
  });

  test("filters articles", async () => {
    const { data } = await gateway.query<{ storyline: { id: string } }>(`{ storyline(slug: "the-new-port") { id } }`);
    const found = await gateway.query<{ articles: { nodes: { uri: string }[] } }>(
      `query ($id: ID!) { articles(filter: { storylines: [$id] }) { nodes { uri } } }`,
      { id: data.storyline.id },
    );

    expect(found.data.articles.nodes.map(({ uri }) => uri)).toEqual(["three", "two", "one"]);
  });
});

describe("saveStorylines", () => {
  test("replaces title, slug and entries of the same URI, and names articles it does not know", async () => {
    const em = gateway.database.em();
    const draft = { uri: "urn:moving", title: "Moving", status: "ACTIVE" as const };
    const [first] = await saveStorylines(em, [{ ...draft, entries: [entry("one"), entry("two")] }]);
    const [second] = await saveStorylines(em, [
      { ...draft, title: "Moved", status: "CLOSED", entries: [entry("two"), entry("nowhere")] },
    ]);

    expect(first?.outcome).toBe("CREATED");
    expect(second).toEqual({
      uri: "urn:moving",
      id: first?.id,
      outcome: "UPDATED",
      notes: ["nowhere is no article of ours: left out of the storyline."],
    });
    const same = { ...draft, title: "Moved", status: "CLOSED" as const, entries: [entry("two")] };
    expect(await saveStorylines(em, [same])).toMatchObject([{ outcome: "UNCHANGED", notes: [] }]);
    const { data } = await gateway.query(
      `{ storyline(slug: "moved") { title status entries { nodes { position article { uri } } } } }`,
    );
    expect(data).toEqual({
      storyline: {
        title: "Moved",
        status: "CLOSED",
        entries: { nodes: [{ position: 1, article: { uri: "two" } }] },
      },
    });
    await gateway.database.execute("delete from storylines where uri = 'urn:moving'");
  });
});

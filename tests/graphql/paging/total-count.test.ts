import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

const EXACT = (value: number) => ({ totalCount: { value, relation: "EXACT" } });
const COUNT = "totalCount { value relation }";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  const section = [{ slug: "world", name: "World" }];
  const tags = [{ kind: "TOPIC" as const, name: "One", relevance: 1 }];
  const contributors = [
    { name: "Ada", role: "AUTHOR" as const },
    { name: "Ada", role: "EDITOR" as const },
  ];
  const stories = ["a", "b", "c"].map((uri) => draftOf(uri, { section, tags, contributors }));
  const hidden = draftOf("hidden", { section, tags, contributors, status: "WITHDRAWN" });
  const below = draftOf("below", { section: [...section, { slug: "europe", name: "Europe" }], urgency: 1 });
  const related = ["a", "b", "c", "hidden"].map((uri) => edgeTo(uri));
  await gateway.save(
    ...stories,
    hidden,
    below,
    draftOf("hub", { related }),
    draftOf("hub-2", { related: related.slice(0, 2) }),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe("totalCount", () => {
  test.each<[string, object, number, number]>([
    // Statements with the nodes and without them.
    [`articles(first: 1) { % }`, { articles: EXACT(6) }, 2, 1],
    [`articles(last: 2) { % }`, { articles: EXACT(6) }, 2, 1],
    [`articles(filter: { urgencyAtMost: 1 }) { % }`, { articles: EXACT(1) }, 2, 1],
    [`section(slug: "world") { articles(first: 1) { % } }`, { section: { articles: EXACT(4) } }, 2, 1],
    [
      `section(slug: "world") { articles(includeDescendants: false, first: 1) { % } }`,
      { section: { articles: EXACT(3) } },
      2,
      1,
    ],
    [`tag(slug: "one") { articles(first: 1) { % } }`, { tag: { articles: EXACT(3) } }, 3, 2],
    [`contributor(slug: "ada") { articles(first: 1) { % } }`, { contributor: { articles: EXACT(3) } }, 3, 2],
  ])("%s is exact, of what is visible, and costs one statement", async (list, ...[data, statements, without]) => {
    const counted = await gateway.query(`{ ${list.replace("%", COUNT)} }`);
    const both = await gateway.query(`{ ${list.replace("%", `nodes { id } ${COUNT}`)} }`);
    const uncounted = await gateway.query(`{ ${list.replace("%", "nodes { id } pageInfo { hasNextPage }")} }`);

    expect(counted).toMatchObject({ data, status: 200 });
    expect(both).toMatchObject({ data, statementCount: statements });
    expect(uncounted.statementCount).toBe(without);
  });

  test("of every page is that of the whole list", async () => {
    const { data } = await gateway.query<{ articles: { pageInfo: { endCursor: string } } }>(
      `{ articles(first: 4) { pageInfo { endCursor } } }`,
    );

    expect(
      await gateway.query(
        `{ articles(first: 4, after: "${data.articles.pageInfo.endCursor}") { nodes { id } ${COUNT} } }`,
      ),
    ).toMatchObject({
      data: { articles: { nodes: [{}, {}], ...EXACT(6) } },
    });
  });

  test("of many lists at once is one statement for all of them", async () => {
    const { data, statementCount } = await gateway.query(
      `{ sections(rootOnly: false) { slug articles(first: 1) { ${COUNT} } } }`,
    );

    expect(data).toEqual({
      sections: [
        { slug: "europe", articles: EXACT(1) },
        { slug: "world", articles: EXACT(4) },
      ],
    });
    expect(statementCount).toBe(2);
  });

  test("of related stories counts edges to what is visible, and is one statement more for all of them", async () => {
    const ask = (selection: string) => gateway.query(`{ articles { nodes { uri ${selection} } } }`);
    const uncounted = await ask(`related(first: 1) { nodes { uri } }`);
    const counted = await ask(
      `related(first: 1) { nodes { uri } totalCount } back: related(direction: INCOMING, first: 1) { totalCount }`,
    );

    const { nodes } = (counted.data as { articles: { nodes: { uri: string }[] } }).articles;
    expect(nodes.find(({ uri }) => uri === "hub")).toMatchObject({
      related: { nodes: [{ uri: "a" }], totalCount: 3 },
      back: { totalCount: 0 },
    });
    expect(nodes.find(({ uri }) => uri === "hub-2")).toMatchObject({
      related: { nodes: [{ uri: "a" }], totalCount: 2 },
    });
    expect(nodes.find(({ uri }) => uri === "a")).toMatchObject({
      related: { nodes: [], totalCount: 0 },
      back: { totalCount: 2 },
    });
    // The edges come with the articles; each of the two counts is one statement for all articles.
    expect([uncounted.statementCount, counted.statementCount]).toEqual([1, 3]);
  });

  test("is exact at ten thousand, and at least that above", async () => {
    const add = (from: number, to: number) =>
      gateway.database
        .execute(`insert into articles (uri, slug, headline, summary, language, status, representation, published_at, modified_at, version)
        select 'n' || n, 'n' || n, 'N', '', 'en', 'PUBLISHED', 'FULL', '2026-01-01', '2026-01-01', 1 from generate_series(${from}, ${to}) n`);

    await add(7, 10_000);
    expect((await gateway.query(`{ articles(first: 1) { ${COUNT} } }`)).data).toEqual({ articles: EXACT(10_000) });

    await add(10_001, 10_050);
    expect((await gateway.query(`{ articles(first: 1) { ${COUNT} } }`)).data).toEqual({
      articles: { totalCount: { value: 10_000, relation: "AT_LEAST" } },
    });
  });
});

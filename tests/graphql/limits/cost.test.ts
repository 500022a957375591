import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LIMITS } from "../../../src/graphql/limits/limits.ts";
import { ROOT } from "../../architecture/repository.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

const LIMIT_CODES = Object.values(LIMITS).map(({ code }) => code);

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => void (gateway = await startTestGateway()));
afterAll(() => gateway[Symbol.asyncDispose]());

async function costOf(query: string, variables: object = {}, operationName?: string) {
  const { extensions } = await gateway.ask(
    { query, variables, operationName: operationName ?? null },
    { isCostAsked: true },
  );
  return (extensions as { cost: { points: number; limit: number } } | undefined)?.cost.points;
}

const DOCUMENTS: [what: string, query: string, points: number][] = [
  ["leaves alone", "{ __typename }", 1],
  ["an object", '{ article(slug: "a") { headline published { iso } } }', 2],
  ["a page of literal size", "{ articles(first: 7) { nodes { headline } } }", 8],
  ["a page from the end", "{ articles(last: 7) { nodes { headline } } }", 8],
  ["a page of no size", "{ articles { nodes { headline } } }", 21],
  ["edges and nodes, each by the page's size", "{ articles(first: 3) { edges { node { id } } nodes { id } } }", 10],
  ["what is beside the page once", "{ articles(first: 3) { pageInfo { endCursor } nodes { id } } }", 5],
  ["a page of pages", "{ articles(first: 3) { nodes { related(first: 4) { nodes { id } } } } }", 19],
  ["a list without size", '{ article(slug: "a") { contributors { contributor { name } } } }', 11],
  ["a list of declared size", "{ sections { name } }", 10],
  ["a list by its ids", '{ nodes(ids: ["Article:1", "Article:2"]) { id } }', 2],
  ["a list with a size of its own", '{ article(slug: "a") { tags(first: 2) { tag { name } } } }', 5],
  ["a list by its argument's default", '{ article(slug: "a") { tags { tag { name } } } }', 41],
  ["counts more than what they are", "{ articles(first: 1) { totalCount { value } } }", 11],
  ["rendered text more than what it is", '{ article(slug: "a") { body { html } } }', 4],
  [
    "fragments, on whatever they are",
    "{ articles(first: 3) { ...C } } fragment C on ArticleConnection { nodes { ...A } } fragment A on Article { share { url } }",
    7,
  ],
  [
    "type conditions as if each applied",
    '{ node(id: "Tag:1") { ... on Article { share { url } } ... on Section { parent { id } } } }',
    3,
  ],
  ["aliases each", '{ a: article(slug: "a") { id } b: article(slug: "b") { id } }', 2],
  [
    "nothing for what is left out",
    "{ articles(first: 3) @skip(if: true) { nodes { id } } __typename @include(if: false) }",
    1,
  ],
  ["no more than a page may hold", "{ articles(first: 100000) { nodes { id } } }", 101],
  ["no less than nothing", "{ articles(first: -5) { nodes { id } } }", 1],
];

describe("extensions.cost", () => {
  test("is told to those who ask, with what an operation may cost, and kept by no cache", async () => {
    const asked = await gateway.ask({ query: "{ sections { id } }" }, { isCostAsked: true });
    const unasked = await gateway.ask({ query: "{ sections { id } }" });

    expect(asked.extensions).toEqual({ cost: { points: 10, limit: 10_000 } });
    expect(asked.response.headers.get("cache-control")).toBe("no-store");
    expect(unasked.extensions).toBeUndefined();
  });

  test.each(DOCUMENTS)("counts %s", async (_what, query, points) => {
    expect(await costOf(query)).toBe(points);
  });
});

describe("The cost of a page that variables size", () => {
  const document = `query ($first: Int = 5, $last: Int, $with: Boolean = true) {
    articles(first: $first, last: $last) { ...Page }
  }
  fragment Page on ArticleConnection { nodes { related(first: $first) @include(if: $with) { nodes { id } } } }`;

  test.each([
    ["given", { first: 3 }, 1 + 3 * (1 + 1 + 3)],
    ["left out: the operation's default", {}, 1 + 5 * (1 + 1 + 5)],
    ["null: the field's default", { first: null, last: null }, 1 + 20 * (1 + 1 + 20)],
    ["for another argument", { first: null, last: 4 }, 1 + 4 * (1 + 1 + 20)],
    ["beyond a page", { first: 1_000 }, 1 + 100 * (1 + 1 + 100)],
    ["and leave out", { first: 3, with: false }, 1 + 3],
  ])("%s", async (_how, variables, points) => {
    const { errors, extensions } = await gateway.ask({ query: document, variables }, { isCostAsked: true });
    // What is too dear is refused with its price.
    const price = /this one (\d+)\.$/.exec(errors?.[0]?.message ?? "")?.[1];

    expect(price === undefined ? (extensions as { cost: { points: number } }).cost.points : Number(price)).toBe(points);
  });

  test("is that of each request, whatever was asked before", async () => {
    const costs = [];
    for (const first of [1, 2, 1]) costs.push(await costOf(document, { first }));

    expect(costs).toEqual([4, 9, 4]);
  });

  test("is that of the operation asked for, with variables of its own", async () => {
    const two = `query A($n: Int = 1) { articles(first: $n) { ...P } } query B($n: Int = 2) { articles(first: $n) { ...P } }
      fragment P on ArticleConnection { nodes { id } }`;

    expect([await costOf(two, {}, "A"), await costOf(two, {}, "B"), await costOf(two, { n: 7 }, "B")]).toEqual([
      2, 3, 8,
    ]);
  });

  test("by ids is that of their number", async () => {
    const byIds = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";

    expect([await costOf(byIds, { ids: ["Tag:1", "Tag:2", "Tag:3"] }), await costOf(byIds, { ids: "Tag:1" })]).toEqual([
      3, 1,
    ]);
  });
});

describe("A saved operation", () => {
  const folder = join(ROOT, "schema/operations");
  const documents = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")] as const);

  test.each(documents)("%s is within every limit, with the largest page it may ask for", async (_file, query) => {
    const given = JSON.parse(/^# variables: *(\{.*\}) *$/m.exec(query)?.[1] ?? "{}") as object;
    const { refusal, errors = [] } = await gateway.ask({ query, variables: { ...given, first: 100 } });

    expect(LIMIT_CODES).not.toContain(refusal);
    expect(errors).toEqual([]);
  });
});

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

/** Each costs 20 points as a request, 15 for a look-up or page, 0.25 for an object, 0.03 for a leaf; the sum is rounded down. */
const DOCUMENTS: [what: string, query: string, points: number][] = [
  ["a request", "{ __typename }", 20],
  ["objects and leaves", "{ articles(first: 100) { nodes { headline published { iso } } } }", 91],
  ["a page of literal size", "{ articles(first: 70) { nodes { headline } } }", 54],
  ["a page from the end", "{ articles(last: 70) { nodes { headline } } }", 54],
  ["a page of no size", "{ articles { nodes { headline } } }", 40],
  ["edges and nodes, each by the page's size", "{ articles(first: 30) { edges { node { id } } nodes { id } } }", 59],
  ["what is beside the page once", "{ articles(first: 30) { pageInfo { endCursor } nodes { id } } }", 43],
  ["a page of pages", "{ articles(first: 30) { nodes { related(first: 4) { nodes { id } } } } }", 98],
  ["a list without size", '{ article(slug: "a") { contributors { contributor { name } } } }', 37],
  ["a list of declared size", "{ sections { name } }", 37],
  ["a list by its ids", `{ nodes(ids: [${'"Article:1",'.repeat(20)}]) { id } }`, 50],
  ["a list with a size of its own", '{ article(slug: "a") { tags(first: 100) { tag { name } } } }', 88],
  ["a list by its argument's default", '{ article(slug: "a") { tags { tag { name } } } }', 45],
  ["counts more than what they are", "{ articles(first: 1) { totalCount { value } } }", 185],
  ["rendered text more than what it is", '{ article(slug: "a") { body { html } } }', 40],
  ["a format of a story more", "{ articles(first: 10) { nodes { ninjs jsonLd } } }", 287],
  ["labels more than other leaves", "{ articles(first: 100) { nodes { published { label } } } }", 100],
  [
    "a locale and a time zone once, however many labels are in them",
    '{ articles(first: 100) { nodes { published { label(locale: "en", timeZone: "UTC") } } } }',
    105,
  ],
  ["hops by what they lead to", '{ article(slug: "a") { neighbourhood(depth: 3) { nodes { id } } } }', 849],
  ["two hops unless said", '{ article(slug: "a") { neighbourhood { nodes { id } } } }', 149],
  [
    "a filter's parts that no index has",
    '{ articles(first: 1, filter: { hasImage: true, languages: ["fr"] }) { nodes { id } } }',
    196,
  ],
  [
    "stories that are not wanted",
    '{ articles(first: 1, filter: { excludeIds: ["Article:1", "Article:2"] }) { nodes { id } } }',
    37,
  ],
  [
    "an edit by its text",
    `mutation { createArticle(input: { headline: "a", language: "fr", bodyHtml: "${"x".repeat(6_400)}" }) { articleId } }`,
    1120,
  ],
  [
    "fragments, on whatever they are",
    "{ articles(first: 30) { ...C } } fragment C on ArticleConnection { nodes { ...A } } fragment A on Article { share { url } }",
    51,
  ],
  [
    "type conditions as if each applied",
    `{ nodes(ids: [${'"Tag:1",'.repeat(20)}]) { ... on Article { share { url } } ... on Section { parent { id } } } }`,
    61,
  ],
  ["aliases each", "{ a: articles(first: 40) { nodes { id } } b: articles(first: 40) { nodes { id } } }", 72],
  [
    "nothing for what is left out",
    "{ articles(first: 100) @skip(if: true) { nodes { id } } __typename @include(if: false) }",
    20,
  ],
  ["no more than a page may hold", "{ articles(first: 100000) { nodes { id } } }", 63],
  ["no less than nothing", "{ articles(first: -5) { nodes { id } } }", 35],
];

describe("extensions.cost", () => {
  test("is told to those who ask, with what an operation may cost, and kept by no cache", async () => {
    const asked = await gateway.ask({ query: "{ sections { id } }" }, { isCostAsked: true });
    const unasked = await gateway.ask({ query: "{ sections { id } }" });

    expect(asked.extensions).toEqual({ cost: { points: 37, limit: 10_000 } });
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

  const page = (size: number, below: number) => Math.floor(50.25 + size * (0.25 + 0.25 + below * 0.28));

  test.each([
    ["given", { first: 30 }, page(30, 30)],
    ["left out: the operation's default", {}, page(5, 5)],
    ["null: the field's default", { first: null, last: null }, page(20, 20)],
    ["for another argument", { first: null, last: 4 }, page(4, 20)],
    ["beyond a page", { first: 1_000 }, page(100, 100)],
    ["and leave out", { first: 30, with: false }, 42],
  ])("%s", async (_how, variables, points) => {
    const { extensions } = await gateway.ask({ query: document, variables }, { isCostAsked: true });

    expect((extensions as { cost: { points: number } }).cost.points).toBe(points);
  });

  test("is that of each request, whatever was asked before", async () => {
    const costs = [];
    for (const first of [10, 20, 10]) costs.push(await costOf(document, { first }));

    expect(costs).toEqual([page(10, 10), page(20, 20), page(10, 10)]);
  });

  test("is that of the operation asked for, with variables of its own", async () => {
    const two = `query A($n: Int = 10) { articles(first: $n) { ...P } } query B($n: Int = 20) { articles(first: $n) { ...P } }
      fragment P on ArticleConnection { nodes { id } }`;

    expect([await costOf(two, {}, "A"), await costOf(two, {}, "B"), await costOf(two, { n: 70 }, "B")]).toEqual([
      38, 40, 54,
    ]);
  });

  test("by ids is that of their number", async () => {
    const byIds = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";

    const ids = Array.from({ length: 50 }, () => "Tag:1");
    expect([await costOf(byIds, { ids }), await costOf(byIds, { ids: "Tag:1" })]).toEqual([74, 35]);
  });
});

describe("What is searched", () => {
  const SEARCH = `query ($query: String!, $count: Boolean = false, $facets: Boolean = false) {
    search(query: $query, first: 1) {
      nodes { id }
      totalCount @include(if: $count) { value }
      facets(fields: [TAG, YEAR]) @include(if: $facets) { field }
    }
  }`;
  const words = (count: number, word = "a") => Array.from({ length: count }, () => word).join(" ");

  test.each([
    ["no word", { query: "?" }, 135],
    ["one word", { query: "élection" }, 255],
    ["two", { query: "l’élection" }, 375],
    ["words that are not wanted", { query: "gare -grève" }, 375],
    ["a quotation, with its marks", { query: '"gare du nord"' }, 735],
    ["32 words", { query: words(32) }, 3_975],
    ["more, of which the first 32 count", { query: words(250) }, 3_975],
    ["longer ones, of which the first 500 characters count", { query: words(40, "a".repeat(99)) }, 735],
    ["two words, counted", { query: "a b", count: true }, 605],
    ["two words, with two facets", { query: "a b", facets: true }, 795],
  ])("%s", async (_what, variables, points) => {
    expect(await costOf(SEARCH, variables)).toBe(points);
  });

  test("costs as much in the document itself", async () => {
    expect(await costOf('{ search(query: "a b", first: 1) { nodes { id } } }')).toBe(375);
  });
});

describe("Variables inside an argument", () => {
  test("cost what they would without being variables", async () => {
    const query = `query ($ids: [ID!], $with: Boolean = true) {
      articles(first: 1, filter: { excludeIds: $ids, hasImage: $with }) { nodes { id } } }`;
    const ids = Array.from({ length: 50 }, (_, index) => `Article:${index + 1}`);

    expect([await costOf(query, { ids }), await costOf(query, { ids, with: null }), await costOf(query)]).toEqual([
      165, 85, 115,
    ]);
  });
});

/** Each with the arguments it is saved with: a part of the contract. */
const SAVED: Record<string, number> = {
  ArticlePage: 113,
  Changes: 127,
  ContributorPage: 66,
  FrontPage: 687,
  Latest: 204,
  Neighbourhood: 185,
  Search: 1_844,
  SectionPage: 138,
  Sections: 55,
  StoryTrail: 271,
  Storyline: 120,
  Suggestions: 65,
  TagPage: 72,
  WhoPointsHere: 73,
};

describe("A saved operation", () => {
  const folder = join(ROOT, "schema/operations");
  const documents = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")] as const);

  test.each(documents)("%s has its price", async (file, query) => {
    const given = JSON.parse(/^# variables: *(\{.*\}) *$/m.exec(query)?.[1] ?? "{}") as object;

    expect(await costOf(query, given)).toBe(SAVED[file.replace(".graphql", "")]);
  });

  test.each(documents)("%s is within every limit, with the largest page it may ask for", async (_file, query) => {
    const given = JSON.parse(/^# variables: *(\{.*\}) *$/m.exec(query)?.[1] ?? "{}") as object;
    const { refusal, errors = [] } = await gateway.ask({ query, variables: { ...given, first: 100 } });

    expect(LIMIT_CODES).not.toContain(refusal);
    expect(errors).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readText } from "../architecture/repository.ts";
import { LATEST, makeLargeNewsroom } from "../support/large-newsroom.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { planOf, recording, rowsRead, type SentStatement, slowSteps } from "./plan-of.ts";

/** `npm run bench -- --explain` looks at 1,000,000. */
const ARTICLES = Number(process.env["EXPLAIN_ARTICLES"] ?? 100_000);
const TIMEOUT_MS = 120_000 + 2 * ARTICLES;
/** Edges that lead to story-1. */
const HUB_EDGES = 10_000;
/** What `totalCount` of a list of articles counts at the most, and one. */
const COUNTED = 10_001;

const CARD = `id headline published { iso } contributors { contributor { name } } leadImage { url }
  related(first: 3) { edges { node { headline } } }`;
const articles = (args: string) =>
  `articles(${args}) { nodes { ${CARD} } pageInfo { hasNextPage endCursor startCursor } }`;
const inSection = (args: string) =>
  `query ($size: Int = 20, $at: String) { list: section(slug: "section-1") { ${articles(args)} } }`;
const withDescendants = inSection("first: $size, after: $at");
const ownOnly = inSection("first: $size, after: $at, includeDescendants: false");
const backward = inSection("last: $size, before: $at");
const article = (args: string) => `{ article(${args}) { ${CARD} tags { tag { name } } body { blocks { html } } } }`;
const related = (args: string) => `query ($slug: String!, $size: Int = 20, $at: String) { list: article(slug: $slug) {
  articles: related(${args}, first: $size, after: $at) { edges { kind node { headline } } pageInfo { endCursor } } } }`;
const incoming = related("direction: INCOMING");
const saved = (name: string) => readText(`schema/operations/${name}.graphql`);

interface Listed {
  list: { articles: { pageInfo: { endCursor: string } } };
}

/** What is asked, and how many rows of tables and indexes all its statements may look at. */
type Case = [name: string, query: string, variables: object, rows: number];

const FIRST_PAGES: Case[] = [
  ["FrontPage", saved("FrontPage"), {}, 1_600],
  ["SectionPage", saved("SectionPage"), { path: "section-1" }, 150],
  ["a section with its descendants", withDescendants, {}, 350],
  ["a section without", ownOnly, {}, 350],
  ["a section's last page", backward, {}, 350],
  ["Latest, counted", saved("Latest"), {}, 1.1 * COUNTED],
  ["the latest", `{ ${articles("first: 20")} }`, {}, 350],
  ["the latest updated", `{ ${articles("first: 20, orderBy: { field: UPDATED }")} }`, {}, 350],
  ["TagPage", saved("TagPage"), { slug: "tag-1" }, 60],
  ["ContributorPage", saved("ContributorPage"), { slug: "contributor-1" }, 60],
  ["ArticlePage", saved("ArticlePage"), { slug: "story-30" }, 50],
  ["ArticlePage by a former slug", saved("ArticlePage"), { slug: "former-30" }, 50],
  ["an article by uri", article(`uri: "https://wire.example/story/30"`), {}, 50],
  ["an article by id", article(`id: "Article:30"`), {}, 50],
  ["StoryTrail", saved("StoryTrail"), { slug: "story-30" }, 600],
  ["outgoing edges", related("direction: OUTGOING"), { slug: "story-30" }, 50],
  ["edges to a hub", incoming, { slug: "story-1" }, 60],
  ["WhoPointsHere of a hub, counted", saved("WhoPointsHere"), { slug: "story-1" }, 2.1 * HUB_EDGES],
];
const LATER_PAGES: Case[] = [
  ["a section with its descendants", withDescendants, {}, 350],
  ["a section without", ownOnly, {}, 350],
  ["edges to a hub", incoming, { slug: "story-1" }, 60],
];

describe(`At ${ARTICLES.toLocaleString("en")} articles`, () => {
  let gateway: Awaited<ReturnType<typeof startTestGateway>>;
  const sent: SentStatement[] = [];
  beforeAll(async () => {
    gateway = await startTestGateway({ now: LATEST });
    const { database } = gateway;
    await makeLargeNewsroom(database.em(), { articles: ARTICLES, paragraphs: 0, hubEdges: HUB_EDGES });
    await gateway.query("{ sections { id } }");
    const reader = database.reader.bind(database);
    database.reader = () => recording(reader(), sent);
  }, TIMEOUT_MS);
  afterAll(() => gateway[Symbol.asyncDispose]());

  /** Asks, and looks at the plans of all statements that it took. */
  async function explain(query: string, variables: object) {
    sent.length = 0;
    const { data, errors } = await gateway.query<Listed>(query, variables);
    expect(errors).toBeUndefined();
    expect(Object.values(data)).not.toContain(null);
    const plans = [];
    for (const statement of sent) plans.push(await planOf(gateway.database.em(), statement));
    return plans.flat();
  }

  test.each(FIRST_PAGES)("%s walks indexes", async (...[, query, variables, rows]) => {
    const plan = await explain(query, variables);

    expect(plan.length).toBeGreaterThan(0);
    expect(slowSteps(plan)).toEqual([]);
    expect(rowsRead(plan)).toBeLessThanOrEqual(rows);
  });

  test.each(LATER_PAGES)("1,000 articles deep, %s walks indexes", async (...[, query, variables, rows]) => {
    let at: string | undefined;
    for (let page = 0; page < 10; page++) {
      const { data } = await gateway.query<Listed>(query, { ...variables, size: 100, at });
      at = data.list.articles.pageInfo.endCursor;
    }
    const plan = await explain(query, { ...variables, at });

    expect(slowSteps(plan)).toEqual([]);
    expect(rowsRead(plan)).toBeLessThanOrEqual(rows);
  });
});

describe("slowSteps", () => {
  test("a sort and a scan of a whole table are seen", async () => {
    await using fresh = await startTestGateway();
    const statement = { text: "select id from articles where headline = $1 order by summary", values: ["it's"] };

    expect(slowSteps(await planOf(fresh.database.em(), statement))).toEqual(["Sort", "Seq Scan on articles"]);
  });
});

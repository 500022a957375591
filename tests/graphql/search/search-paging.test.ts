import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGateway } from "../../support/test-gateway.ts";
import { type Found, story } from "./search-newsroom.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => void (gateway = await startTestGateway()));
afterAll(() => gateway[Symbol.asyncDispose]());

const PAGE = `query ($query: String!, $orderBy: SearchOrder, $first: Int, $after: String, $filter: ArticleFilter) {
  search(query: $query, orderBy: $orderBy, first: $first, after: $after, filter: $filter) {
    edges { cursor node { uri } } nodes { uri } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount { value relation } } }`;

async function page(variables: object) {
  const { data, errors } = await gateway.query<Found>(PAGE, { query: "otter", ...variables });
  return { search: data?.search, errors };
}

/** All pages; between them, `meanwhile` happens. */
async function walk(variables: object, meanwhile?: (pages: number) => Promise<unknown>): Promise<string[]> {
  const uris: string[] = [];
  let after: string | null = null;
  for (let pages = 1; ; pages++) {
    const { search, errors } = await page({ ...variables, after });
    expect(errors).toBeUndefined();
    uris.push(...search.nodes.map(({ uri }) => uri));
    expect(search.edges.at(-1)?.cursor ?? null).toBe(search.pageInfo.endCursor);
    expect(search.pageInfo.hasPreviousPage).toBe(after !== null);
    if (!search.pageInfo.hasNextPage) return uris;
    after = search.pageInfo.endCursor;
    await meanwhile?.(pages);
  }
}

const DAY_MS = 86_400_000;
const NEWEST = Date.parse("2026-11-20T00:00:00Z");
/** Every third has the word in its headline, too; three are of the same time. */
const otters = Array.from({ length: 24 }, (_, index) =>
  story(`otter-${index}`, {
    headline: index % 3 === 0 ? "An otter" : "Animals",
    body: "An otter. ".repeat(1 + (index % 4)),
    publishedAt: new Date(NEWEST - Math.floor(index / 3) * DAY_MS),
  }),
);

describe("Query.search by pages", () => {
  beforeAll(async () => void (await gateway.save(...otters)));

  test.each(["RELEVANCE", "NEWEST"])(
    "%s: pages of any size hold what one page holds, in the same order",
    async (orderBy) => {
      const { search } = await page({ orderBy, first: 100 });
      const all = search.nodes.map(({ uri }) => uri);

      expect(new Set(all).size).toBe(24);
      for (const first of [1, 5, 23, 24]) expect(await walk({ orderBy, first })).toEqual(all);
    },
  );

  test.each(["RELEVANCE", "NEWEST"])(
    "%s: while stories arrive and go, those that stay are met once and in order",
    async (orderBy) => {
      const before = (await page({ orderBy, first: 100 })).search.nodes.map(({ uri }) => uri);
      const gone = before.at(-1) ?? "";
      const met = await walk({ orderBy, first: 4 }, async (pages) => {
        await gateway.save(
          story(`new-${pages}`, { headline: "Otter otter", publishedAt: new Date("2026-11-22T00:00:00Z") }),
        );
        if (pages === 2)
          await gateway.database.execute(`update articles set status = 'WITHDRAWN' where uri = '${gone}'`);
      });
      await gateway.database.execute("delete from articles where uri like 'urn:new-%'");
      await gateway.database.execute(`update articles set status = 'PUBLISHED' where uri = '${gone}'`);

      expect(met).toEqual(before.filter((uri) => uri !== gone));
    },
  );

  test("a cursor of another query, order or filter is refused, and a damaged one", async () => {
    const cursor = (await page({ first: 1 })).search.pageInfo.endCursor ?? "";
    const refused = { errors: [{ extensions: { code: "CURSOR_INVALID" } }] };

    expect(await page({ after: cursor, first: 50 })).toMatchObject({ search: { totalCount: { value: 24 } } });
    expect(await page({ after: cursor, query: "otters" })).toMatchObject(refused);
    expect(await page({ after: cursor, orderBy: "NEWEST" })).toMatchObject(refused);
    expect(await page({ after: cursor, filter: { hasImage: true } })).toMatchObject(refused);
    expect(await page({ after: cursor.slice(0, -2) })).toMatchObject(refused);
  });

  test.each([0, 101])("first: %i is refused", async (first) => {
    expect(await page({ first })).toMatchObject({ errors: [{ extensions: { code: "PAGE_SIZE_INVALID" } }] });
  });
});

describe("SearchConnection.totalCount", () => {
  const COUNT = `{ search(query: "badger") { totalCount { value relation } } }`;
  const fill = async (count: number) => {
    await gateway.database.execute(`with made as (
        insert into articles (uri, slug, headline, summary, language, status, representation, published_at, modified_at, version)
        select 'urn:badger-' || n, 'badger-' || n, 'Badger', '', 'en', 'PUBLISHED', 'FULL', '2026-11-01', now(), 1
        from generate_series(1, ${count}) as n returning id, published_at
      ) insert into article_search (article_id, config, published_at, visible_from, headline, standfirst, body)
        select id, 'english', published_at, published_at, 'badger', '', '' from made`);
    await gateway.database.execute("analyze");
  };

  test("is exact up to 1,000, then says AT_LEAST", async () => {
    await fill(1_000);
    expect((await gateway.query<Found>(COUNT)).data.search.totalCount).toEqual({ value: 1_000, relation: "EXACT" });

    await gateway.save(story("one-more", { headline: "A badger" }));
    expect((await gateway.query<Found>(COUNT)).data.search.totalCount).toEqual({ value: 1_000, relation: "AT_LEAST" });
  });

  test("of more than 1,000, NEWEST has all, RELEVANCE the newest 1,000", async () => {
    await gateway.save(story("oldest", { headline: "Badger", publishedAt: new Date("2026-10-01T00:00:00Z") }));
    const newest = await walk({ query: "badger", orderBy: "NEWEST", first: 100 });
    const best = await walk({ query: "badger", first: 100 });

    expect([new Set(newest).size, newest.at(-1)]).toEqual([1_002, "urn:oldest"]);
    expect(new Set(best).size).toBe(1_000);
    expect(best).not.toContain("urn:oldest");
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { relist } from "../../../src/content/article/article.listings.ts";
import type { Viewer } from "../../../src/content/viewer.ts";
import { holderOf } from "../../support/holder.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { type Found, story } from "./search-newsroom.ts";

/*
 * However many newer hidden stories have the words: what is found, counted and offered as facets is what readers see.
 */

const NOW = new Date("2026-11-22T10:00:00Z");
const LATER = new Date("2026-11-22T18:00:00Z");
const HIDDEN = 2_250;
const FIVE = [1, 2, 3, 4, 5];
const FIELDS = "[SECTION, TAG, CONTRIBUTOR, LANGUAGE, YEAR]";
const SPORT = [{ slug: "sport", name: "Sport" }];

/** How the hidden stories come to be hidden: all newer than those that are seen. */
const KINDS = {
  drafts: `'DRAFT', timestamptz '2026-11-21', null`,
  "undated drafts": `'DRAFT', null, null`,
  scheduled: `'PUBLISHED', timestamptz '${LATER.toISOString()}', null`,
  embargoed: `'PUBLISHED', timestamptz '2026-11-21', timestamptz '${LATER.toISOString()}'`,
} as const;
type Kind = keyof typeof KINDS;
const CASES: [name: string, kinds: readonly Kind[]][] = [
  ...(Object.keys(KINDS) as Kind[]).map((kind): [string, Kind[]] => [kind, [kind]]),
  ["stories of every kind", Object.keys(KINDS) as Kind[]],
];
/** A word that nothing but one case's stories have. */
const wordOf = (name: string) => `otter${name.replaceAll(" ", "")}`;

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
let partner: Viewer;
beforeAll(async () => {
  gateway = await startTestGateway({ now: NOW });
  await gateway.save(
    ...CASES.flatMap(([name]) =>
      FIVE.map((number) =>
        story(`${wordOf(name)}-${number}`, {
          headline: number === 3 ? `An ${wordOf(name)}` : "Animals",
          body: `The ${wordOf(name)} swims.`,
          publishedAt: new Date(Date.UTC(2026, 10, number)),
          section: SPORT,
          tags: [{ kind: "TOPIC", name: "Rivers", relevance: 1 }],
          contributors: [{ name: "Ada", role: "AUTHOR" }],
        }),
      ),
    ),
  );
  const { data } = await gateway.query<{ section: { id: string } }>(`{ section(slug: "sport") { id } }`);
  const sport = Number(data.section.id.split(":")[1]);
  partner = { kind: "API_KEY", keyId: 1, name: "Partner", scopes: ["content:read"], licensedSections: [sport] };
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** Many at once; what is copied is copied as every write does it. */
async function hide(word: string, kinds: readonly Kind[], count = HIDDEN) {
  for (const [index, kind] of kinds.entries()) {
    await gateway.database.execute(`
      insert into articles (uri, slug, headline, summary, language, status, published_at, embargoed_until, representation, modified_at, version)
      select 'urn:${word}-${index}-' || n, '${word}-${index}-' || n, '${word}', '', 'en', ${KINDS[kind]}, 'FULL', '2026-11-21', 1
      from generate_series(1, ${Math.ceil(count / kinds.length)}) as n`);
  }
  await gateway.database.execute(`insert into article_search (article_id, config, headline, standfirst, body)
    select id, 'english', '${word}', '', '' from articles where headline = '${word}'`);
  const rows = await gateway.database.execute(`select id::int from articles where headline = '${word}'`);
  await relist(
    gateway.database.em(),
    rows.map((row) => (row as { id: number }).id),
  );
  await gateway.database.execute("analyze");
}

const SEARCH = `query ($query: String!, $orderBy: SearchOrder, $first: Int, $after: String, $filter: ArticleFilter) {
  search(query: $query, orderBy: $orderBy, first: $first, after: $after, filter: $filter) {
    edges { cursor score node { uri } highlights { field html } } nodes { uri }
    pageInfo { hasNextPage hasPreviousPage endCursor } totalCount { value relation }
    facets(fields: ${FIELDS}) { field buckets { value label count } } } }`;

async function search(word: string, variables: object = {}, seen: Parameters<typeof gateway.query>[2] = {}) {
  const { data, errors } = await gateway.query<Found>(SEARCH, { query: word, ...variables }, seen);
  expect(errors).toBeUndefined();
  return data.search;
}

/** Everything that readers are told, asked in every way. */
const told = (word: string) =>
  Promise.all([
    search(word),
    search(word, { orderBy: "NEWEST" }),
    search(word, { orderBy: "NEWEST", first: 2 }),
    search(word, { filter: { languages: ["en"] } }),
    search(word, {}, { viewer: partner }),
    search(word, { orderBy: "NEWEST" }, { viewer: partner }),
  ]);
const newest = (word: string) => FIVE.toReversed().map((number) => `urn:${word}-${number}`);

async function walk(word: string, variables: object) {
  const uris: string[] = [];
  for (let after: string | null = null, isMore = true; isMore;) {
    const page: Found["search"] = await search(word, { ...variables, after });
    uris.push(...page.nodes.map(({ uri }) => uri));
    ({ endCursor: after, hasNextPage: isMore } = page.pageInfo);
  }
  return uris;
}

describe(`Among ${HIDDEN} newer hidden stories that have the word`, () => {
  test.each(CASES)(
    "%s: all five that readers see are found, counted and offered, to the letter as without",
    async (name, kinds) => {
      const word = wordOf(name);
      const before = await told(word);
      await hide(word, kinds);

      expect(await told(word)).toEqual(before);
      const [best, latest] = before;
      expect(best.nodes.map(({ uri }) => uri)).toEqual([3, 5, 4, 2, 1].map((number) => `urn:${word}-${number}`));
      expect(latest.nodes.map(({ uri }) => uri)).toEqual(newest(word));
      for (const { totalCount, facets } of before) {
        expect(totalCount).toEqual({ value: 5, relation: "EXACT" });
        expect(facets.map(({ field, buckets }) => [field, buckets.map(({ count }) => count)])).toEqual([
          ["SECTION", [5]],
          ["TAG", [5]],
          ["CONTRIBUTOR", [5]],
          ["LANGUAGE", [5]],
          ["YEAR", [5]],
        ]);
      }
      for (const first of [1, 2, 5]) {
        expect(await walk(word, { first })).toEqual(best.nodes.map(({ uri }) => uri));
        expect(await walk(word, { first, orderBy: "NEWEST" })).toEqual(newest(word));
      }
    },
  );

  test("the desk finds them all, the undated first", async () => {
    const seen = {
      viewer: holderOf("content:read", "content:desk"),
      view: "DESK",
    } as const;
    for (const [name, kinds] of CASES) {
      const { nodes, totalCount, facets } = await search(wordOf(name), { orderBy: "NEWEST" }, seen);
      const dated = kinds.filter((kind) => kind !== "undated drafts");
      expect(totalCount).toEqual({ value: 1_000, relation: "AT_LEAST" });
      expect(nodes[0]?.uri).toMatch(new RegExp(`^urn:${wordOf(name)}-${kinds.indexOf("undated drafts") > 0 ? 1 : 0}-`));
      expect(facets.at(-1)?.buckets.map(({ count }) => count)).toEqual([
        Math.ceil(HIDDEN / kinds.length) * dated.length + 5,
      ]);
    }
  });

  test("a few more, saved like any story, take no place either, and have theirs when their moment comes", async () => {
    const word = wordOf("drafts");
    const before = await told(word);
    const saved = (name: string, changes: Parameters<typeof story>[1]) =>
      story(`${word}-${name}`, { headline: word, publishedAt: new Date("2026-11-21T00:00:00Z"), ...changes });
    await gateway.save(
      saved("draft", { status: "DRAFT" }),
      saved("scheduled", { publishedAt: LATER }),
      saved("embargoed", { embargoedUntil: LATER }),
      saved("withdrawn", {}),
    );
    await gateway.save(saved("withdrawn", { status: "WITHDRAWN", version: 2 }));
    expect(await told(word)).toEqual(before);

    gateway.clock.now = LATER;
    const after = await search(word, { orderBy: "NEWEST" });
    gateway.clock.now = NOW;
    expect(after.nodes.map(({ uri }) => uri)).toEqual([
      `urn:${word}-scheduled`,
      `urn:${word}-embargoed`,
      ...newest(word),
    ]);
    expect(after.totalCount).toEqual({ value: 7, relation: "EXACT" });
    // One that was published is a draft again.
    await gateway.save(saved("scheduled", { status: "DRAFT", version: 2 }));
    gateway.clock.now = LATER;
    expect((await search(word)).totalCount).toEqual({ value: 6, relation: "EXACT" });
    gateway.clock.now = NOW;
  });

  test.each<[Kind, number]>([
    ["scheduled", 1_000],
    ["embargoed", 1_000],
  ])("%s, they are there once their moment has come", async (name, value) => {
    gateway.clock.now = LATER;
    const { totalCount, facets } = await search(wordOf(name));
    gateway.clock.now = NOW;

    expect(totalCount).toEqual({ value, relation: "AT_LEAST" });
    expect(facets.at(-1)?.buckets.map(({ count }) => count)).toEqual([HIDDEN + 5]);
  });
});

describe("Where more than a thousand are found", () => {
  test("RELEVANCE ranks the newest thousand that readers see, NEWEST has all, whatever is hidden between", async () => {
    await hide("badger", Object.keys(KINDS) as Kind[], 2_000);
    await gateway.database.execute(`with made as (
        insert into articles (uri, slug, headline, summary, language, status, representation, published_at, modified_at, version)
        select 'urn:badger-' || n, 'badger-' || n, 'Badger', '', 'en', 'PUBLISHED', 'FULL', '2026-11-01', now(), 1
        from generate_series(1, 1100) as n returning id, published_at
      ) insert into article_search (article_id, config, published_at, visible_from, headline, standfirst, body)
        select id, 'english', published_at, published_at, 'badger', '', '' from made`);
    // Of one time: the later written are the newer ones.
    const numbers = Array.from({ length: 1_100 }, (_, index) => `urn:badger-${1_100 - index}`);

    expect(await walk("badger", { first: 100, orderBy: "NEWEST" })).toEqual(numbers);
    expect(await walk("badger", { first: 100 })).toEqual(numbers.slice(0, 1_000));
    expect((await search("badger")).totalCount).toEqual({ value: 1_000, relation: "AT_LEAST" });
  });
});

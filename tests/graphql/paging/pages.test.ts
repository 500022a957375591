import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

const WORLD = [{ slug: "world", name: "World" }];
const EUROPE = [...WORLD, { slug: "europe", name: "Europe" }];
const SIZE = 7;
const NAMES = Array.from({ length: SIZE }, (_, at) => `a${at}`);

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  // Two at each time, one of them in the section itself; only the even ones were ever updated, and in reverse.
  const stories = NAMES.map((uri, at) =>
    draftOf(uri, {
      publishedAt: new Date(Date.UTC(2026, 10, 1 + Math.floor(at / 2))),
      section: at % 2 === 0 ? WORLD : EUROPE,
      ...(at % 2 === 0 ? { updatedAt: new Date(Date.UTC(2026, 10, 20 - at)) } : {}),
      // Twice in the byline, once in her list.
      contributors: [
        { name: "Ada", role: "AUTHOR" },
        { name: `Bo ${at}`, role: "EDITOR" },
        { name: "Ada", role: "PHOTOGRAPHER" },
      ],
      tags: [
        { kind: "TOPIC", name: "Topic", relevance: 1 },
        { kind: "PLACE", name: `Place ${at}`, relevance: 0.5 },
      ],
      related: [edgeTo("hub")],
    }),
  );
  const edges = NAMES.map((uri, at) =>
    edgeTo(uri, { placement: at < 2 ? "INLINE" : at < 4 ? "SIDEBAR" : "END", anchor: uri }),
  );
  const hidden = draftOf("hidden", {
    status: "WITHDRAWN",
    section: EUROPE,
    tags: [{ kind: "TOPIC", name: "Topic", relevance: 1 }],
  });
  await gateway.save(
    ...stories,
    draftOf("hub", { publishedAt: new Date("2020-01-01T00:00:00Z"), related: edges }),
    hidden,
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}
interface Connection {
  edges: { cursor: string; node: { uri?: string; name?: string } }[];
  pageInfo: PageInfo;
}

/** A list by the way to its connection, in which `%` stands for its paging arguments. */
async function page(list: string, paging: string): Promise<Connection> {
  const { data, errors } = await gateway.query(`{ ${list.replace("%", paging)} }`);
  expect(errors, `${list} ${paging}`).toBeUndefined();
  let found: unknown = data;
  while (typeof found === "object" && found !== null && !("edges" in found)) found = Object.values(found)[0];
  return found as Connection;
}

const namesOf = ({ edges }: Connection) => edges.map(({ node }) => node.uri ?? node.name ?? "");

const ARTICLES = `edges { cursor node { uri } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
const NAMED = ARTICLES.replace("uri", "name");
const newest = ["a6", "a5", "a4", "a3", "a2", "a1", "a0"];
const tail = ["hub"];
const europe = ["a5", "a3", "a1"];
// By update, or publication where there was none: 20, 18, 16, 14 November; then 3, 2, 1 November; then 2020.
const updated = ["a0", "a2", "a4", "a6", "a5", "a3", "a1", "hub"];

const LISTS: [name: string, list: string, names: string[]][] = [
  ["articles", `articles(%) { ${ARTICLES} }`, [...newest, ...tail]],
  [
    "articles, oldest first",
    `articles(orderBy: { direction: ASC } %) { ${ARTICLES} }`,
    [...tail, ...newest.toReversed()],
  ],
  ["articles by update", `articles(orderBy: { field: UPDATED } %) { ${ARTICLES} }`, updated],
  [
    "articles by update, oldest first",
    `articles(orderBy: { field: UPDATED, direction: ASC } %) { ${ARTICLES} }`,
    updated.toReversed(),
  ],
  [
    "filtered articles",
    `articles(filter: { excludeIds: [], languages: ["en"], sections: ["Section:1", "Section:2"] } %) { ${ARTICLES} }`,
    newest,
  ],
  ["a section with its descendants", `section(slug: "world") { articles(%) { ${ARTICLES} } }`, newest],
  [
    "a section with its descendants by update",
    `section(slug: "world") { articles(orderBy: { field: UPDATED } %) { ${ARTICLES} } }`,
    updated.slice(0, -1),
  ],
  [
    "a section without its descendants",
    `section(slug: "world") { articles(includeDescendants: false %) { ${ARTICLES} } }`,
    ["a6", "a4", "a2", "a0"],
  ],
  ["a section at the end of the tree", `section(slug: "europe") { articles(%) { ${ARTICLES} } }`, europe],
  ["a tag", `tag(slug: "topic") { articles(%) { ${ARTICLES} } }`, newest],
  [
    "a tag by update, oldest first",
    `tag(slug: "topic") { articles(orderBy: { field: UPDATED, direction: ASC } %) { ${ARTICLES} } }`,
    updated.slice(0, -1).toReversed(),
  ],
  ["a contributor", `contributor(slug: "ada") { articles(%) { ${ARTICLES} } }`, newest],
  [
    "a contributor, oldest first",
    `contributor(slug: "ada") { articles(orderBy: { direction: ASC } %) { ${ARTICLES} } }`,
    newest.toReversed(),
  ],
];

const FORWARD: typeof LISTS = [
  ["contributors", `contributors(%) { ${NAMED} }`, ["Ada", ...NAMES.map((_, at) => `Bo ${at}`)]],
  ["contributors by part of the name", `contributors(query: "BO" %) { ${NAMED} }`, NAMES.map((_, at) => `Bo ${at}`)],
  ["tags", `tags(%) { ${NAMED} }`, [...NAMES.map((_, at) => `Place ${at}`), "Topic"]],
  ["tags of a kind", `tags(kinds: [PLACE] %) { ${NAMED} }`, NAMES.map((_, at) => `Place ${at}`)],
  ["tags by part of the name", `tags(query: "oPi" %) { ${NAMED} }`, ["Topic"]],
  ["related", `article(uri: "hub") { related(%) { ${ARTICLES} } }`, NAMES],
  [
    "related of two placements",
    `article(uri: "hub") { related(placements: [END, INLINE] %) { ${ARTICLES} } }`,
    ["a0", "a1", "a4", "a5", "a6"],
  ],
  ["related, incoming", `article(uri: "hub") { related(direction: INCOMING %) { ${ARTICLES} } }`, newest],
];

// The order of two that have the same time is that of their ids, which are given in the order of saving.
describe("Pages", () => {
  test.each([...LISTS, ...FORWARD])("%s: whole, and forwards by one, two and three", async (_name, list, names) => {
    const whole = await page(list, "first: 100");
    expect(namesOf(whole)).toEqual(names);
    const cursors = whole.edges.map(({ cursor }) => cursor);
    expect(new Set(cursors).size).toBe(names.length);
    expect(namesOf(await page(list.replace("(%)", ""), ""))).toEqual(names.slice(0, 20));

    for (const size of [1, 2, 3]) {
      for (let from = 0, after = ""; from < names.length; from += size) {
        const { edges, pageInfo } = await page(list, `first: ${size} ${after}`);
        expect(edges).toEqual(whole.edges.slice(from, from + size));
        expect(pageInfo).toEqual({
          hasNextPage: from + size < names.length,
          hasPreviousPage: from > 0,
          startCursor: cursors[from],
          endCursor: cursors[Math.min(from + size, names.length) - 1],
        });
        after = `after: "${pageInfo.endCursor}"`;
      }
    }
    const beyond = await page(list, `after: "${cursors.at(-1)}"`);
    expect(beyond).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  test.each(LISTS)("%s: backwards by one, two and three", async (_name, list, names) => {
    const whole = await page(list, "last: 100");
    expect(namesOf(whole)).toEqual(names);
    const cursors = whole.edges.map(({ cursor }) => cursor);

    for (const size of [1, 2, 3]) {
      for (let to = names.length, before = ""; to > 0; to -= size) {
        const { edges, pageInfo } = await page(list, `last: ${size} ${before}`);
        const from = Math.max(to - size, 0);
        expect(edges).toEqual(whole.edges.slice(from, to));
        expect(pageInfo).toEqual({
          hasNextPage: to < names.length,
          hasPreviousPage: from > 0,
          startCursor: cursors[from],
          endCursor: cursors[to - 1],
        });
        before = `before: "${pageInfo.startCursor}"`;
      }
    }
    const beyond = await page(list, `before: "${cursors[0]}"`);
    expect(beyond).toEqual({
      edges: [],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  test("an empty list has no cursors and nothing before or behind", async () => {
    const filter = `filter: { urgencyAtMost: 1 }`;

    for (const paging of [`first: 3`, `last: 3`]) {
      expect(await page(`articles(${filter} %) { ${ARTICLES} }`, paging)).toEqual({
        edges: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      });
    }
  });

  test("a body's inline edges have the cursors that related has", async () => {
    const { data } = await gateway.query(
      `{ article(uri: "hub") { inline: related(placements: INLINE) { edges { id cursor } } } }`,
    );
    const [first, second] = (data as { article: { inline: { edges: { cursor: string }[] } } }).article.inline.edges;

    expect(
      await gateway.query(
        `{ article(uri: "hub") { related(placements: INLINE, after: "${first?.cursor}") { edges { cursor } } } }`,
      ),
    ).toMatchObject({
      data: { article: { related: { edges: [{ cursor: second?.cursor }] } } },
    });
  });
});

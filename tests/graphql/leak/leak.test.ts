import { buildSchema, isObjectType, printSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSchema } from "../../../src/graphql/schema.ts";
import { argumentValues } from "./argument-values.ts";
import { documentPaths } from "./document-paths.ts";
import { ALL_HIDDEN, HIDDEN, type LeakyNewsroom, PUBLIC_TEXT, startLeakyNewsroom, uriOf } from "./leaky-newsroom.ts";
import { type Answers, answers, blindFields, containing, DESK, differences, documents } from "./seen.ts";
import { partnerOf, READER, type Seen } from "./seen.ts";
import { walks } from "./walks.ts";
import { type Values, type Way, waysThrough } from "./ways.ts";

/*
 * Whoever may not see a story is to be answered as if there were none. So the same is asked of two newsrooms: of `told`,
 * which has stories of every kind that is hidden, and of a twin in which they never were; by every field of the schema,
 * with every value of every argument, and at every path of a document. The answers must be the same, whole.
 */

const schema = buildSchema(printSchema(await createSchema()));
const PATIENCE = 300_000;

let told: LeakyNewsroom;
/** For who may read everything that is published. */
let untold: LeakyNewsroom;
/** For who has no licence for the story in `world`: its body says something else. */
let unread: LeakyNewsroom;
let values: Values;
let ways: Way[];
/** Those that lead to connections by themselves. */
let paged: Way[];
let paths: string[];
let partner: Seen;
/** What readers of the twin are told. */
let published: Answers;

beforeAll(async () => {
  told = await startLeakyNewsroom({ hidden: ALL_HIDDEN, withdrawn: "secretwithdrawn", unlicensed: "secretunlicensed" });
  untold = await startLeakyNewsroom({ unlicensed: "secretunlicensed" });
  unread = await startLeakyNewsroom({});
  values = await argumentValues(told);
  ways = waysThrough(schema, values);
  // Filters are looked through by `ways`; here each order is, from place to place.
  paged = waysThrough(schema, values, { isOneFirst: true }).filter(
    ({ page, name }) => page !== undefined && !name.includes("(filter: "),
  );
  paths = await documentPaths(told);
  partner = partnerOf(await told.sectionOf("sport"));
  published = await answers(untold, ways, READER);
}, PATIENCE);
afterAll(() => Promise.all([told, untold, unread].map((newsroom) => newsroom[Symbol.asyncDispose]())));

describe("Ways through the schema", () => {
  test("lead by every field of every type that a reader can reach", () => {
    const asked = ways.map(({ operation }) => operation).join("\n");

    expect(new Set(ways.map(({ name }) => name)).size).toBe(ways.length);
    for (const field of ["html", "markdown", "facets", "highlights", "cacheTags", "jsonLd", "ninjs", "outline"])
      expect(asked).toMatch(new RegExp(`\\b${field}\\b`));
  });

  test("lead through every connection page by page", () => {
    const connections = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field }) => field.args.some(({ name }) => name === "after"))
      .map(({ type, field }) => `${type.name}.${field.name}`);

    expect([...new Set(paged.map(({ field }) => field))].toSorted()).toEqual(connections.toSorted());
  });

  test("a new field is among them; one that nobody can ask fails, and says what to add", () => {
    const withField = (field: string) => buildSchema(`${printSchema(schema)} extend type Article { ${field} }`);
    const added = waysThrough(withField("echoes(first: Int = 3, loud: Boolean): [Article!]!"), values);

    expect(added.filter(({ field }) => field === "Article.echoes").map(({ name }) => name.split(" > ").at(-1))).toEqual(
      [
        "Article.echoes",
        "Article.echoes(first: 1)",
        "Article.echoes(first: 100)",
        "Article.echoes(loud: true)",
        "Article.echoes(loud: false)",
      ],
    );
    expect(() => waysThrough(withField("echo(pitch: String): Article"), values)).toThrow(
      "Nobody has said what to ask Article.echo(pitch) with: add « Article.echo(pitch) », or its name and type, to argument-values.ts.",
    );
  });
});

describe.each([
  ["A key for all sections", () => READER, () => untold],
  ["A key for another section", () => partner, () => unread],
])("%s", (_name, seen, twin) => {
  test(
    "is answered as if there were no hidden story, and nothing in the one that was withdrawn",
    async () => {
      const expected = twin() === untold ? published : await answers(twin(), ways, seen());

      expect(differences(await answers(told, ways, seen()), expected)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "follows the same cursors to the same ends, forwards and backwards",
    async () => {
      const expected = await walks(twin(), paged, seen());

      expect(differences(await walks(told, paged, seen()), expected)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "finds the same documents; where a story was withdrawn, what readers are told of it",
    async () => {
      const found = await documents(told, paths, seen());
      const gone = [...found].filter(([path]) => path.startsWith("/articles/secret-withdrawn"));

      expect(differences(found, await documents(twin(), paths, seen()))).toEqual([]);
      expect(gone.map(([, answer]) => (JSON.parse(answer) as { document: object }).document)).toEqual(
        Array.from({ length: 6 }, () => ({ kind: "GONE", publicText: PUBLIC_TEXT })),
      );
    },
    PATIENCE,
  );
});

describe("A body that not every key may read", () => {
  const BODY = /secretunlicensedbody/;
  const search = async (word: string, seen: Seen) => {
    const operation = `{ search(query: "${word}") { nodes { uri } totalCount { value } } }`;
    return (await told.query(operation, undefined, seen)).data;
  };

  test("without the licence all but the body is there", async () => {
    const operation = `{ article(uri: "${uriOf("unlicensed")}") { headline summary related { nodes { uri } } body { text } } }`;

    expect((await told.query(operation, undefined, READER)).data).toMatchObject({
      article: { body: { text: expect.stringMatching(BODY) } },
    });
    expect((await told.query(operation, undefined, partner)).data).toEqual({
      article: {
        headline: "secretunlicensedheadline tides",
        summary: "secretunlicensedstandfirst",
        related: { nodes: [{ uri: "urn:host" }] },
        body: null,
      },
    });
  });

  test("feeds and formats have it for those who may read it only", async () => {
    const full = [
      "/feeds/latest.rss",
      "/feeds/latest.atom",
      "/feeds/latest.json",
      "/articles/secret-unlicensed.ninjs.json",
    ];

    expect(containing(await documents(told, full, READER), BODY)).toEqual(full);
    expect(containing(await documents(told, full, partner), BODY)).toEqual([]);
  });

  test("it is searched for those who may read it only", async () => {
    const nothing = { search: { nodes: [], totalCount: { value: 0 } } };
    const one = { search: { nodes: [{ uri: uriOf("unlicensed") }], totalCount: { value: 1 } } };

    expect(await search("secretunlicensedbody", READER)).toEqual(one);
    expect(await search("secretunlicensedbody", partner)).toEqual(nothing);
    expect(await search("secretunlicensedheadline", partner)).toEqual(one);
  });
});

describe("The desk", () => {
  let found: Answers;
  beforeAll(async () => void (found = await answers(told, ways, DESK)), PATIENCE);

  test("meets a hidden story by every field that leads to one: a comparison that missed a leak there would miss this", () => {
    const shown = new Map(differences(found, published).map(([name, answer]) => [name, answer]));

    expect(blindFields(ways, shown, /urn:secret:(?:draft|scheduled|embargoed)/)).toEqual([]);
  });

  test(
    "meets a hidden story on its way through every connection of stories",
    async () => {
      const met = new Set(containing(await walks(told, paged, DESK), /urn:secret:(?:draft|scheduled|embargoed)/));
      const sighted = paged.filter(({ name }) => met.has(`${name}, first by first`)).map(({ field }) => field);

      expect([...new Set(sighted)].toSorted()).toEqual([
        "Article.related",
        "Contributor.articles",
        "Query.articles",
        "Query.search",
        "Section.articles",
        "Storyline.entries",
        "Tag.articles",
      ]);
    },
    PATIENCE,
  );

  const PARTS = "headline kicker standfirst dateline byline rights tag person lead body label".split(" ");

  test.each(HIDDEN)("reads all that the story has: %s", (kind) => {
    expect(PARTS.filter((part) => containing(found, new RegExp(`secret${kind}${part}`)).length === 0)).toEqual([]);
  });

  test("reads of what was withdrawn no more than what it was called", () => {
    expect(containing(found, /secretwithdrawnheadline/)).not.toEqual([]);
    expect(containing(found, /secretwithdrawnbody opens/)).toEqual([]);
  });
});

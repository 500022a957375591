import { getNamedType, isLeafType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newsroomTables } from "../../src/database/newsroom-tables.ts";
import { createSchema } from "../../src/graphql/schema.ts";
import { argumentValues } from "../graphql/leak/argument-values.ts";
import { documentPaths } from "../graphql/leak/document-paths.ts";
import { type Answers, answers, DESK, differences, partnerOf, READER, responses } from "../graphql/leak/seen.ts";
import { type Way, waysThrough } from "../graphql/leak/ways.ts";
import { bearer, listenOn } from "../http/keyed-gateway.ts";
import { WIDEST_LIMITS } from "../support/document-rules.ts";
import { makeKey } from "../support/make-key.ts";
import { openTestDatabase } from "../support/test-database.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { exportedLines, restoreLines } from "../support/newsroom-lines.ts";
import { readTypes, saidByFields } from "./said.ts";
import { ingesting, item, startWholeNewsroom, write } from "./whole-newsroom.ts";

/*
 * A round trip is whole: what was exported and restored answers as the newsroom does that it was exported from, asked by
 * every field of the schema, which is where the questions come from, and at every path over HTTP.
 */

const PATIENCE = 300_000;
const schema = await createSchema();

/** Leaves that say one thing at the most, however rich the newsroom is; what the rest says is compared. */
const SAYING_ONE_THING: Readonly<Record<string, string>> = {
  "Access.body": "The desk reads all bodies.",
  "Change.token": "Tokens are of the gateway that gave them, and masked but for their times.",
  "Count.relation": "No list is so long that it would be estimated.",
  "DividerBlock.html": "Dividers are all alike.",
  "DividerBlock.text": "Dividers are all alike.",
  "PageInfo.hasPreviousPage": "All pages are first ones.",
};
/** Of the program and the caller, not of the newsroom. */
const NOT_OF_THE_NEWSROOM = ["Deprecation", "Limit", "RateLimit", "Service", "Viewer"];

type Gateway = Awaited<ReturnType<typeof startTestGateway>>;

let first: Awaited<ReturnType<typeof startWholeNewsroom>>;
let second: Gateway;
let lines: string[];
let ways: Way[];
let found: Answers;

beforeAll(async () => {
  first = await startWholeNewsroom();
  lines = await exportedLines(first.database);
  const database = await openTestDatabase();
  // Those of a test are copies of one; any other two have each a secret of their own.
  await database.execute("update change_log set secret = 'of its own'");
  await restoreLines(database, lines);
  const { now } = first.clock;
  second = await startTestGateway({ database, now, limits: WIDEST_LIMITS, anonymousLicence: [] });
  const values = await argumentValues(first);
  ways = waysThrough(schema, {
    ...values,
    // All there is of each.
    "Article.related": ["(fill: true, first: 100)"],
    "Query.articles": ["(first: 100)"],
    "Query.changes": ["(filter: { kinds: [WITHDRAWN, CORRECTED, RELATIONS_CHANGED, UPDATED] }, first: 100)"],
    "Query.resolvePath(path)": [
      ...(values["Query.resolvePath(path)"] ?? []),
      ...["/articles/no", "/never/was", "/articles/empty-of-old", "/articles/urn-corrected-correction"].map((path) =>
        JSON.stringify(path),
      ),
    ],
    "Query.search(query)": [`"tides or word or sums"`, ...(values["Query.search(query)"] ?? [])],
    "Query.sections": ["(rootOnly: false)"],
    "Query.tags": ["(first: 100)"],
  });
  found = await answers(first, ways, DESK);
}, PATIENCE);
afterAll(() => Promise.all([first, second].map((gateway) => gateway[Symbol.asyncDispose]())));

describe("The newsroom that goes round", () => {
  test("has rows in every table but those that stay", () => {
    const filled = lines.slice(1, -1).map((line) => Object.keys(JSON.parse(line) as object)[0]);

    expect([...new Set(filled)]).toEqual(newsroomTables(first.database.em()).map(({ name }) => name));
  });

  test("has something to say by every field of the schema, and more than one thing", () => {
    const said = saidByFields(ways, found);
    const leaves = readTypes(schema, ways)
      .filter(({ name }) => !NOT_OF_THE_NEWSROOM.includes(name))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => isLeafType(getNamedType(field.type)))
          .map((field) => `${type.name}.${field.name}`),
      );

    expect(leaves.filter((leaf) => (said.get(leaf)?.size ?? 0) < 2).toSorted()).toEqual(Object.keys(SAYING_ONE_THING));
  });
});

describe("A newsroom that was exported and restored", () => {
  test("answers the desk as before, by every field of the schema", { timeout: PATIENCE }, async () => {
    expect(differences(found, await answers(second, ways, DESK))).toEqual([]);
  });

  test.each([
    ["readers", () => READER],
    ["partners", async () => partnerOf(await first.sectionOf("sport"))],
  ])("answers %s as before, by every field of the schema", { timeout: PATIENCE }, async (_name, viewer) => {
    const seen = await viewer();

    expect(differences(await answers(first, ways, seen), await answers(second, ways, seen))).toEqual([]);
  });

  test("sends the same from every path to anyone, and to the desk", { timeout: PATIENCE }, async () => {
    const paths = [...(await documentPaths(first)), "/articles/never-was", "/feeds/sections/never-was.rss"];
    const sentBy = async (newsroom: Gateway) => {
      await using server = await listenOn(newsroom);
      const key = await makeKey(newsroom.database, { scopes: ["content:read", "content:desk"] }, newsroom.clock.now);
      const anyone = await responses(server.origin, paths, {});
      const desk = await responses(server.origin, paths, { ...bearer(key.token), "x-kiosque-view": "desk" });
      return { anyone, desk };
    };
    const before = await sentBy(first);
    const after = await sentBy(second);
    const statuses = [...before.anyone.values()].map((answer) => (JSON.parse(answer) as [number])[0]);

    expect(differences(before.anyone, after.anyone)).toEqual([]);
    expect(differences(before.desk, after.desk)).toEqual([]);
    expect(new Set(statuses)).toEqual(new Set([200, 301, 404, 410]));
  });

  test("is exported as the same file", async () => {
    expect(await exportedLines(second.database)).toEqual(lines);
  });

  test("goes on as it would have: what source and desk do next has the same effect", async () => {
    const outcomes = [];
    for (const newsroom of [first, second]) {
      outcomes.push(
        await ingesting(newsroom)(
          item("urn:edited", { version: "3", headline: "Newer still", body_html: "<p>And more.</p>" }),
          item("urn:put-off", { version: "2", embargoed: "2026-12-24T08:00:00Z" }),
          item("urn:killed", { version: "4" }),
          item("urn:killed:unknown", { version: "2" }),
          item("urn:new"),
        ),
      );
      const id = JSON.stringify(`Article:${await first.idOf("urn:edited")}`);
      await write(newsroom, `settleFromSource(id: ${id}, take: ["headline"])`);
    }

    expect(outcomes[0]).toEqual(["UPDATED", "UNCHANGED", "REJECTED", "REJECTED", "CREATED"]);
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(await exportedLines(second.database)).toEqual(await exportedLines(first.database));
  });

  test("tells its own followers what appears by schedule; those of the other begin anew", async () => {
    const follow = async (newsroom: Gateway, since: string) => {
      const operation = `{ changes(since: ${JSON.stringify(since)}) { nextToken changes { kind entityId at article { uri } } } }`;
      return newsroom.query<{ changes: { nextToken: string; changes: object[] } }>(operation, {}, READER);
    };
    const told = [];
    const tokens = [];
    for (const newsroom of [first, second]) {
      const { nextToken } = (await follow(newsroom, "now")).data.changes;
      tokens.push(nextToken);
      newsroom.clock.now = new Date("2026-12-24T12:00:00Z");
      told.push((await follow(newsroom, nextToken)).data.changes.changes);
    }

    expect(told[0]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "PUBLISHED", article: { uri: "urn:secret:scheduled" } }),
      ]),
    );
    expect(told[1]).toEqual(told[0]);
    expect((await follow(second, tokens[0] ?? "")).errors?.map(({ extensions }) => extensions.code)).toEqual([
      "TOKEN_INVALID",
    ]);
  });
});

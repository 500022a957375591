import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { encodeCursor } from "../../../src/content/paging/cursor.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  const tags = ["One", "Two"].map((name) => ({ kind: "TOPIC" as const, name, relevance: 1 }));
  const contributors = ["Ada", "Bo"].map((name) => ({ name, role: "AUTHOR" as const }));
  const story = (uri: string, section: string) =>
    draftOf(uri, {
      section: [
        { slug: "world", name: "World" },
        { slug: section, name: section },
      ],
      tags,
      contributors,
      updatedAt: new Date("2026-11-20T08:00:00Z"),
    });
  const stories = [story("a", "europe"), story("b", "asia"), story("c", "europe")];
  const related = stories.map(({ uri }) => edgeTo(uri));
  await gateway.save(...stories, draftOf("hub", { related }), draftOf("hub-2", { related }));
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** Lists no two of which are one list, though most hold the same rows in the same order; by name. */
const LISTS: Readonly<Record<string, string>> = {
  articles: `articles(%)`,
  ascending: `articles(orderBy: { direction: ASC } %)`,
  updated: `articles(orderBy: { field: UPDATED } %)`,
  filtered: `articles(filter: { languages: ["en"] } %)`,
  "filtered by image": `articles(filter: { hasImage: false } %)`,
  "filtered by tag": `articles(filter: { tags: ["Tag:1"] } %)`,
  "filtered by the other tag": `articles(filter: { tags: ["Tag:2"] } %)`,
  section: `section(slug: "europe") { articles(%) }`,
  "section alone": `section(slug: "europe") { articles(includeDescendants: false %) }`,
  "section above": `section(slug: "world") { articles(%) }`,
  tag: `tag(slug: "one") { articles(%) }`,
  "other tag": `tag(slug: "two") { articles(%) }`,
  contributor: `contributor(slug: "ada") { articles(%) }`,
  "other contributor": `contributor(slug: "bo") { articles(%) }`,
  related: `article(uri: "hub") { related(%) }`,
  "related of another": `article(uri: "hub-2") { related(%) }`,
  "related of a placement": `article(uri: "hub") { related(placements: [END] %) }`,
  "related of a kind": `article(uri: "hub") { related(kinds: [READ_ALSO] %) }`,
  "related of an origin": `article(uri: "hub") { related(origins: [IMPORT] %) }`,
  incoming: `article(uri: "a") { related(direction: INCOMING %) }`,
  contributors: `contributors(%)`,
  "contributors by name": `contributors(query: "o" %)`,
  tags: `tags(%)`,
  "tags by name": `tags(query: "o" %)`,
  "tags of a kind": `tags(kinds: [TOPIC] %)`,
};

const ask = (list: string, paging: string) =>
  gateway.query(`{ ${list.replace("%)", `${paging}) { edges { cursor } }`)} }`);
const cursorsIn = (data: unknown) =>
  [...JSON.stringify(data).matchAll(/"cursor":"([^"]+)"/g)].map(([, cursor]) => cursor ?? "");
const codesOf = ({ errors }: Awaited<ReturnType<typeof ask>>) => errors?.map(({ extensions: { code } }) => code);

/** A cursor whose digest is right for the list, around values of the forger's choice. */
function forged(list: string, ...[order, id]: [order: unknown, id: unknown]): string {
  return encodeCursor(list, [order, id] as never);
}
/** What cursors of `articles(first:)` are bound to. */
const ARTICLES = JSON.stringify(["articles", 0, "PUBLISHED", "DESC", []]);
const NOON = "2026-11-20T12:00:00.000Z";

describe("Cursors", () => {
  test.each(Object.keys(LISTS))(
    "%s: its own cursors open the next page, those of every other list none",
    async (name) => {
      const own = LISTS[name] ?? "";
      const [cursor = "", next] = cursorsIn((await ask(own, "first: 100")).data);
      expect(cursorsIn((await ask(own, `first: 1, after: "${cursor}"`)).data)).toEqual(
        next === undefined ? [] : [next],
      );

      for (const [other, list] of Object.entries(LISTS)) {
        if (other === name) continue;
        const answer = await ask(list, `first: 1, after: "${cursor}"`);
        expect([other, ...(codesOf(answer) ?? [])]).toEqual([other, "CURSOR_INVALID"]);
      }
    },
  );

  test("the other writing of the same list is the same list", async () => {
    const [cursor, next] = cursorsIn((await ask(LISTS["articles"] ?? "", "first: 2")).data);

    for (const list of [
      `articles(orderBy: {} %)`,
      `articles(filter: {} %)`,
      `articles(filter: null, orderBy: null %)`,
      `articles(filter: { tags: [] } %)`,
    ]) {
      expect(cursorsIn((await ask(list, `first: 1, after: "${cursor}"`)).data), list).toEqual([next]);
    }
  });

  test("a cursor whose row is gone still opens its place", async () => {
    await gateway.save(
      draftOf("gone", { publishedAt: new Date("2026-11-21T08:00:00Z") }),
      draftOf("newest", { publishedAt: new Date("2026-11-21T09:00:00Z") }),
    );
    const [newest = "", gone = ""] = cursorsIn((await ask("articles(%)", "first: 2")).data);
    await gateway.database.execute(`delete from articles where uri = 'gone'`);

    const next = cursorsIn((await ask("articles(%)", `first: 2, after: "${gone}"`)).data);
    expect(cursorsIn((await ask("articles(%)", `first: 2, after: "${newest}"`)).data)).toEqual(next);
    expect(cursorsIn((await ask("articles(%)", `last: 2, before: "${gone}"`)).data)).toEqual([newest]);
    await gateway.database.execute(`delete from articles where uri = 'newest'`);
  });

  test("a cursor with a character changed or missing, anywhere, is refused without a statement", async () => {
    const [cursor = ""] = cursorsIn((await ask("articles(%)", "first: 1")).data);
    const damaged = cursor
      .split("")
      .flatMap((char, at) => [
        cursor.slice(0, at) + (char === "A" ? "B" : "A") + cursor.slice(at + 1),
        cursor.slice(0, at) + cursor.slice(at + 1),
      ]);

    const fields = [...damaged, cursor.slice(0, 10), `${cursor}${cursor}`, ""].map(
      (each, at) => `x${at}: articles(after: "${each}") { nodes { id } }`,
    );
    for (const field of fields) {
      const answer = await gateway.query(`{ ${field} }`);
      expect(codesOf(answer), field).toEqual(["CURSOR_INVALID"]);
      expect(answer.statementCount).toBe(0);
    }
  });

  test("one with a right digest opens a place among what everyone may page through", async () => {
    const [first] = cursorsIn((await ask("articles(%)", "first: 1")).data);

    expect(cursorsIn((await ask("articles(%)", `first: 1, after: "${forged(ARTICLES, NOON, 1)}"`)).data)).toEqual([
      first,
    ]);
    expect(
      cursorsIn(
        (await ask("articles(%)", `first: 1, after: "${forged(ARTICLES, "0001-01-01T00:00:00.000Z", 1)}"`)).data,
      ),
    ).toEqual([]);
  });

  test.each([
    [NOON, 2 ** 53],
    [NOON, 1e300],
    [NOON, "1; drop table articles"],
    [NOON, [1]],
    ["2026-11-20\0", 1],
    ["\ud800", 1],
    ["2026-02-30T00:00:00.000Z", 1],
    ["+275760-09-13T00:00:00.000Z", 1],
    ["-infinity", 1],
    [{ order: NOON }, 1],
    [1e9, 1],
    [null, null],
  ])("one with a right digest around %j and %j is refused", async (order, id) => {
    const answer = await ask("articles(%)", `after: "${forged(ARTICLES, order, id)}"`);

    expect(codesOf(answer)).toEqual(["CURSOR_INVALID"]);
    expect(answer.statementCount).toBe(0);
  });

  test("one with a wrong digest around a right position is refused", async () => {
    const wrong = forged(`${ARTICLES} `, NOON, 1);

    expect(codesOf(await ask("articles(%)", `after: "${wrong}"`))).toEqual(["CURSOR_INVALID"]);
    expect(codesOf(await ask("articles(%)", `last: 1, before: "${wrong}"`))).toEqual(["CURSOR_INVALID"]);
  });

  test("none of it was a fault of ours", () => {
    expect(gateway.faults).toEqual([]);
  });
});

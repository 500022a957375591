import { afterAll, beforeAll, expect, test } from "vitest";
import { saveArticles } from "../../../src/content/article/article.commands.ts";
import { draftOf } from "../../support/draft.ts";
import { openTestDatabase } from "../../support/test-database.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { brief, follow, poll, type TestGateway } from "./follow.ts";

/** By the clock of one gateway and by that of another, at the same time. */
const BEHIND = new Date("2026-11-22T12:00:00.000Z");
const BETWEEN = new Date("2026-11-22T12:00:00.001Z");
const AHEAD = new Date("2026-11-22T12:00:00.002Z");

let gateway: TestGateway;
beforeAll(async () => {
  const database = await openTestDatabase();
  // What changes of sections is never announced here.
  gateway = await startTestGateway({ database: { ...database, onSectionsChanged: async () => async () => {} } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const at = <T>(now: Date, work: () => Promise<T>): Promise<T> => {
  gateway.clock.now = now;
  return work();
};
const save = (uri: string, changes: object = {}) =>
  saveArticles(gateway.database.em(), [draftOf(uri, changes)], { now: gateway.clock.now });

test("a story is there for whoever is told of it, though the gateway that tells is behind the one that wrote", async () => {
  const { token: since } = await at(BEHIND, () => follow(gateway));
  await at(AHEAD, () => save("urn:written-ahead", { publishedAt: AHEAD }));

  const { changes, nextToken } = await at(BEHIND, () => poll(gateway, { since }));

  expect(brief(changes)).toEqual(["PUBLISHED urn:written-ahead"]);
  expect(changes[0]?.article).not.toBeNull();
  expect((await at(AHEAD, () => poll(gateway, { since: nextToken }))).changes).toEqual([]);
});

test("a story that was told of by a gateway ahead is still there where one behind goes on", async () => {
  const { token: since } = await at(AHEAD, () => follow(gateway));
  await at(BEHIND, () => save("urn:appears-between", { embargoedUntil: BETWEEN }));
  const first = await at(AHEAD, () => poll(gateway, { since }));
  await at(BEHIND, () => save("urn:appears-between", { embargoedUntil: BETWEEN, headline: "Better" }));

  const second = await at(BEHIND, () => poll(gateway, { since: first.nextToken }));

  expect(first.changes.map(({ article }) => article?.uri)).toEqual(["urn:appears-between"]);
  expect(second.changes.map(({ article }) => article?.headline)).toEqual(["Better"]);
});

test("a story has the section that was made with it, though its announcement has not come", async () => {
  const { token: since } = await at(AHEAD, () => follow(gateway));
  await at(AHEAD, () => save("urn:of-a-new-section", { section: [{ slug: "new", name: "New" }] }));

  const { data } = await gateway.query(
    `query ($since: String) { changes(since: $since) { changes { article { section { name } } node { ... on Section { name } } } } }`,
    { since },
  );

  expect(data).toEqual({
    changes: {
      changes: [
        { article: { section: { name: "New" } }, node: {} },
        { article: null, node: { name: "New" } },
      ],
    },
  });
});

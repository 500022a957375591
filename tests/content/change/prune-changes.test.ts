import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startChangeLogUpkeep } from "../../../src/content/change/change-log-upkeep.ts";
import { writing } from "../../../src/content/article/write-articles.commands.ts";
import { pruneChanges } from "../../../src/content/change/prune-changes.ts";
import { recordChanges } from "../../../src/content/change/record-changes.ts";
import { ask, brief, EDITOR, follow, poll, type TestGateway } from "../../graphql/change/follow.ts";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

const day = (number: number) => new Date(Date.UTC(2026, 10, number, 10));

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startTestGateway()));
beforeEach(async () => {
  await gateway.database.execute("truncate articles, changes restart identity cascade");
  await gateway.database.execute("update change_log set pruned_until = '-infinity'");
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function saveOn(date: Date, uri: string, changes = {}) {
  gateway.clock.now = date;
  const [saved] = await gateway.save(draftOf(uri, { publishedAt: day(1), ...changes }));
  return Number(saved?.id);
}
const told = async (seen?: typeof EDITOR) => brief((await follow(gateway, {}, seen)).changes);
const codeOf = async (since: string) =>
  (await ask(gateway, { since })).errors?.map(({ extensions }) => extensions.code) ?? [];

describe("pruneChanges", () => {
  test("deletes what is old, the last change of each article excepted", async () => {
    await saveOn(day(1), "urn:a");
    await saveOn(day(2), "urn:b", { status: "DRAFT" });
    await saveOn(day(3), "urn:a", { headline: "Second" });
    await saveOn(day(8), "urn:a", { headline: "Third" });
    await saveOn(day(9), "urn:b", { status: "DRAFT", headline: "Second" });

    expect(await pruneChanges(gateway.database.em(), day(7))).toBe(1);
    expect(await pruneChanges(gateway.database.em(), day(7))).toBe(0);
    expect(await told()).toEqual(["UPDATED urn:a", "UPDATED urn:a"]);
    expect(await told(EDITOR)).toEqual(["UPDATED urn:b", "UPDATED urn:a", "UPDATED urn:a", "UPDATED urn:b"]);
  });

  test("leaves nothing of what was deleted", async () => {
    const articleId = await saveOn(day(1), "urn:a");
    await writing(gateway.database.em(), async (em) => {
      await recordChanges(em, [{ articleId, kind: "DELETED", changedFields: [] }], day(2));
      await em.execute("delete from articles");
    });

    // The last of all stays, whatever it is: tokens say by it how far the log was read.
    expect(await pruneChanges(gateway.database.em(), day(7))).toBe(1);
    gateway.clock.now = day(8);
    const { nextToken } = await poll(gateway);
    expect(await codeOf(nextToken)).toEqual([]);
    await saveOn(day(3), "urn:b");

    expect(await pruneChanges(gateway.database.em(), day(7))).toBe(1);
    expect(await told()).toEqual(["PUBLISHED urn:b"]);
  });

  test("keeps a state that is still to appear, and forgets one that was called off", async () => {
    await saveOn(day(1), "urn:later", { publishedAt: day(20) });
    await saveOn(day(1), "urn:off", { publishedAt: day(20) });
    await saveOn(day(2), "urn:off", { status: "DRAFT" });

    expect(await pruneChanges(gateway.database.em(), day(7))).toBe(1);
    gateway.clock.now = day(21);
    expect(await told()).toEqual(["PUBLISHED urn:later"]);
  });

  test("lets tokens from before expire, and no others", async () => {
    await saveOn(day(1), "urn:a");
    const { nextToken: old } = await poll(gateway);
    await saveOn(day(2), "urn:a", { headline: "Second" });
    await saveOn(day(3), "urn:a", { headline: "Third" });
    gateway.clock.now = day(8);
    const { nextToken: recent } = await poll(gateway);
    const { nextToken: ofFirstPage } = await poll(gateway, { first: 1 });

    expect(await codeOf(old)).toEqual([]);
    await pruneChanges(gateway.database.em(), day(7));

    expect(await codeOf(old)).toEqual(["TOKEN_EXPIRED"]);
    expect(await codeOf(recent)).toEqual([]);
    // Whoever reads from the beginning still reads every article.
    expect(brief((await follow(gateway, { since: ofFirstPage })).changes)).toEqual(["UPDATED urn:a"]);
  });

  test("that finds nothing to delete lets no token expire", async () => {
    await saveOn(day(1), "urn:a");
    const { nextToken } = await poll(gateway);

    expect(await pruneChanges(gateway.database.em(), day(20))).toBe(0);
    expect(await codeOf(nextToken)).toEqual([]);
  });

  test("takes as many transactions as it needs", async () => {
    await saveOn(day(1), "urn:a");
    await gateway.database.execute(`insert into changes (write_id, entity_id, uri, kind, written_at, visible_from,
        was_visible_from, version, language, changed_fields, cache_tags)
      select write_id, entity_id, uri, kind, written_at, visible_from, was_visible_from, version, language, changed_fields, cache_tags
      from changes, generate_series(1, 20000)`);

    expect(await pruneChanges(gateway.database.em(), day(7))).toBe(20_000);
    expect(await told()).toHaveLength(1);
  });
});

describe("startChangeLogUpkeep", () => {
  test("prunes to the retention at once, and tells of what goes wrong", async () => {
    await saveOn(day(1), "urn:a");
    await saveOn(day(2), "urn:a", { headline: "Second" });
    await saveOn(day(3), "urn:a", { headline: "Third" });
    const faults: unknown[] = [];
    const onFault = (fault: unknown) => void faults.push(fault);
    const { database } = gateway;

    const stop = startChangeLogUpkeep(database, { retentionDays: 7, now: () => day(20), onFault });
    await stop();
    expect(await told()).toEqual(["UPDATED urn:a"]);
    expect(faults).toEqual([]);

    await database.execute("alter table changes rename column written_at to gone");
    const stopAgain = startChangeLogUpkeep(database, { retentionDays: 7, now: () => day(20), onFault });
    await stopAgain();
    await database.execute("alter table changes rename column gone to written_at");
    expect(faults).toEqual([expect.objectContaining({ message: expect.stringContaining("written_at") })]);
  });
});

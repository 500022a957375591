import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { writing } from "../../../src/content/article/write-articles.commands.ts";
import { recordChanges } from "../../../src/content/change/record-changes.ts";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { brief, EDITOR, follow, poll } from "./follow.ts";

const MORNING = new Date("2026-11-22T08:00:00Z");
const NOON = new Date("2026-11-22T12:00:00Z");
const EVENING = new Date("2026-11-22T18:00:00Z");
const BEFORE_NOON = new Date(NOON.getTime() - 1);

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
let since: string;
let count = 0;
/** A story of the test's own. */
let uri: string;
let id: string;
beforeAll(async () => void (gateway = await startTestGateway({ now: MORNING })));
beforeEach(async () => {
  gateway.clock.now = MORNING;
  since = (await poll(gateway, { since: "now" })).nextToken;
  uri = `urn:story:${++count}`;
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function save(changes: Partial<ArticleDraft> = {}) {
  const [saved] = await gateway.save(draftOf(uri, changes));
  id = `Article:${saved?.id}`;
}
/** What a follower is told of the story who polls now and goes on from there. */
async function told(now: Date) {
  gateway.clock.now = now;
  const { changes, token } = await follow(gateway, { since });
  since = token;
  return changes.filter(({ entityId }) => entityId === id);
}
const at = (date: Date) => date.toISOString();

describe("Query.changes of a story to appear later", () => {
  test.each([
    ["of its time", { publishedAt: NOON }],
    ["of the end of its embargo", { embargoedUntil: NOON }],
    ["of the later of both", { publishedAt: new Date("2026-11-22T09:00:00Z"), embargoedUntil: NOON }],
  ])("tells it at the very millisecond %s, and not before", async (_name, changes) => {
    await save(changes);

    expect(await told(MORNING)).toEqual([]);
    expect(await told(BEFORE_NOON)).toEqual([]);
    expect(await told(NOON)).toMatchObject([{ kind: "PUBLISHED", at: at(NOON), version: 1, article: { uri } }]);
    expect(await told(EVENING)).toEqual([]);
  });

  test("tells a follower who comes by later as well, once", async () => {
    await save({ publishedAt: NOON });
    await save({ publishedAt: NOON, headline: "Better" });

    expect(await told(EVENING)).toMatchObject([
      { kind: "PUBLISHED", at: at(NOON), version: 2, article: { headline: "Better" } },
    ]);
  });

  test("is an update where it was there before", async () => {
    await save({ publishedAt: NOON });
    gateway.clock.now = new Date("2026-11-22T13:00:00Z");
    await save({ publishedAt: NOON, headline: "Better" });

    expect((await told(EVENING)).map(({ kind, version }) => [kind, version])).toEqual([
      ["PUBLISHED", 1],
      ["UPDATED", 2],
    ]);
  });

  test("tells nothing of a moment that was called off in time", async () => {
    await save({ publishedAt: NOON, section: [{ slug: "secret", name: "Secret" }] });
    await save({ status: "DRAFT" });

    expect(await told(EVENING)).toEqual([]);
  });

  test("tells nothing of the first moment when there is a second", async () => {
    await save({ publishedAt: NOON, section: [{ slug: "secret", name: "Secret" }] });
    await told(MORNING);
    await save({ publishedAt: EVENING });

    expect(await told(new Date(EVENING.getTime() - 1))).toEqual([]);
    const [change, ...rest] = await told(EVENING);
    expect(change).toMatchObject({ kind: "PUBLISHED", at: at(EVENING), version: 2, article: { uri } });
    expect(change?.cacheTags).toEqual([change?.entityId]);
    expect(rest).toEqual([]);
  });

  test("takes back a story whose moment is moved once it was seen, and tells it again", async () => {
    await save();
    expect(brief(await told(MORNING))).toEqual([`PUBLISHED ${uri}`]);
    await save({ publishedAt: NOON });

    expect(await told(MORNING)).toMatchObject([
      { kind: "WITHDRAWN", at: at(MORNING), article: null, tombstone: { uri, at: at(MORNING), notice: null } },
    ]);
    expect(await told(BEFORE_NOON)).toEqual([]);
    expect(await told(NOON)).toMatchObject([{ kind: "PUBLISHED", at: at(NOON), article: { uri }, tombstone: null }]);
  });

  test("to whoever was not looking in between, a moved story has just been published", async () => {
    await save();
    await told(MORNING);
    await save({ publishedAt: NOON });

    expect(await told(EVENING)).toMatchObject([{ kind: "PUBLISHED", at: at(NOON), article: { uri } }]);
  });

  test("takes back a story that appeared while the transaction that took it off was still running", async () => {
    await save({ publishedAt: NOON });
    // Written a minute before noon, committed after it: a follower was told in between.
    expect(brief(await told(NOON))).toEqual([`PUBLISHED ${uri}`]);
    await writing(gateway.database.em(), async (em) => {
      await em.execute(`update articles set status = 'DRAFT' where uri = '${uri}'`);
      const change = { articleId: Number(id.split(":")[1]), kind: "UPDATED", changedFields: ["status"] } as const;
      await recordChanges(em, [change], new Date(NOON.getTime() - 60_000));
    });

    expect(await told(NOON)).toMatchObject([{ kind: "WITHDRAWN", tombstone: { uri } }]);
  });

  describe("and that was taken off right before, by a transaction that ended after it", () => {
    async function takeOff(change: string, writtenAt: Date) {
      await writing(gateway.database.em(), async (em) => {
        await em.execute(`update articles set ${change} where uri = '${uri}'`);
        await recordChanges(
          em,
          [{ articleId: Number(id.split(":")[1]), kind: "UPDATED", changedFields: [] }],
          writtenAt,
        );
      });
    }

    test("is to be removed by whoever reads once more what they were told of it", async () => {
      await save({ publishedAt: NOON, section: [{ slug: "sport", name: "Sport" }] });
      gateway.clock.now = NOON;
      const changes = (await poll(gateway, { since })).changes.filter(({ entityId }) => entityId === id);
      await takeOff("status = 'DRAFT'", BEFORE_NOON);

      expect(brief(changes)).toEqual([`PUBLISHED ${uri}`]);
      for (const filter of [{}, { sections: [changes[0]?.cacheTags.find((tag) => tag.startsWith("Section:"))] }]) {
        const again = (await poll(gateway, { since, filter })).changes.filter(({ entityId }) => entityId === id);
        // Whether anybody saw it is not known: no more than its id is told.
        expect(again).toMatchObject([{ kind: "WITHDRAWN", article: null, tombstone: null }]);
      }
    });

    test("is told as new where it is back at once", async () => {
      await save({ publishedAt: NOON });
      gateway.clock.now = NOON;
      await poll(gateway, { since });
      await takeOff(`published_at = '${at(MORNING)}', headline = 'At once'`, BEFORE_NOON);

      expect(await told(NOON)).toMatchObject([
        { kind: "PUBLISHED", changedFields: [], article: { headline: "At once" } },
      ]);
    });

    test("is not told of where that was a minute and more before", async () => {
      await save({ publishedAt: NOON });
      await takeOff("status = 'DRAFT'", new Date(NOON.getTime() - 60_001));

      expect(await told(EVENING)).toEqual([]);
    });
  });

  test("tells the desk at once", async () => {
    const deskSince = (await poll(gateway, { since: "now" }, EDITOR)).nextToken;
    await save({ publishedAt: NOON });
    await save({ publishedAt: EVENING });
    const { changes, token } = await follow(gateway, { since: deskSince }, EDITOR);
    gateway.clock.now = EVENING;

    expect(changes).toMatchObject([
      { kind: "PUBLISHED", at: at(MORNING), version: 1, article: { uri } },
      { kind: "UPDATED", at: at(MORNING), version: 2, changedFields: ["published"], article: { uri } },
    ]);
    expect((await follow(gateway, { since: token }, EDITOR)).changes).toEqual([]);
  });
});

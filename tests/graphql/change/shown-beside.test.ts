import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { type DeskGateway, NOW, startDesk } from "../desk/desk-gateway.ts";
import { brief, EDITOR, follow, poll } from "./follow.ts";

const NOON = new Date("2026-11-22T12:00:00Z");

let desk: DeskGateway;
let since: string;
let count = 0;
/** Of the test's own. */
let host: string;
let target: string;
beforeAll(async () => void (desk = await startDesk()));
beforeEach(() => {
  desk.clock.now = NOW;
  count++;
  host = `urn:host:${count}`;
  target = `urn:target:${count}`;
});
afterAll(() => desk[Symbol.asyncDispose]());

const save = async (uri: string, changes: Partial<ArticleDraft> = {}) => {
  const [saved] = await desk.save(draftOf(uri, changes));
  return `Article:${saved?.id}`;
};
/** A story that points at another one of ours, and from where on the test looks at the log. */
async function pointing(changes: Partial<ArticleDraft> = {}) {
  const targetId = await save(target);
  const hostId = await save(host, { related: [edgeTo(target)], ...changes });
  await fromNow();
  return { hostId, targetId };
}
/** The same, where that is the desk's draft. */
async function pointingAtDraft() {
  const { id: targetId } = await desk.write(
    `createArticle(input: { uri: "${target}", headline: "${target}", language: "en" })`,
  );
  const hostId = await save(host, { related: [edgeTo(target)] });
  await fromNow();
  return { hostId, targetId };
}
const fromNow = async () => void (since = (await poll(desk, { since: "now" })).nextToken);
const told = async (filter: object = {}) => (await follow(desk, { since, filter })).changes;
const briefly = async (filter?: object) => brief(await told(filter));

describe("A story that shows another", () => {
  test("is told of when that is published, as itself, and purged with it", async () => {
    const { hostId, targetId } = await pointingAtDraft();

    const { purgedTags } = await desk.write(`publishArticle(id: "${targetId}")`);
    const [first, second, ...rest] = await told();

    expect(purgedTags).toEqual([targetId, hostId]);
    expect(brief(first ? [first] : [])).toEqual([`PUBLISHED ${target}`]);
    expect(second).toEqual({
      token: expect.any(String),
      kind: "RELATIONS_CHANGED",
      at: NOW.toISOString(),
      entityId: hostId,
      version: 1,
      changedFields: ["related"],
      cacheTags: [hostId],
      article: { uri: host, headline: host },
      tombstone: null,
    });
    expect(rest).toEqual([]);
  });

  test("is told of at the moment for which that is scheduled, and not before", async () => {
    const { targetId } = await pointingAtDraft();
    await desk.write(`publishArticle(id: "${targetId}", at: "${NOON.toISOString()}")`);

    desk.clock.now = new Date(NOON.getTime() - 1);
    expect(await briefly()).toEqual([]);
    desk.clock.now = NOON;
    expect(await briefly()).toEqual([`PUBLISHED ${target}`, `RELATIONS_CHANGED ${host}`]);
    expect((await told())[1]).toMatchObject({ at: NOON.toISOString() });
  });

  test("is not told of when the moment is called off", async () => {
    const { targetId } = await pointingAtDraft();
    await desk.write(`publishArticle(id: "${targetId}", at: "${NOON.toISOString()}")`);
    await desk.write(`unpublishArticle(id: "${targetId}")`);

    desk.clock.now = new Date(NOON.getTime() + 1);
    expect((await briefly()).filter((line) => line.endsWith(`:${count}`))).toEqual([]);
  });

  test("is told of when that goes, and when it has another headline; not when only its text is another", async () => {
    await pointing();
    await save(target, { body: [{ type: "PARAGRAPH", role: "BODY", content: { text: "Other words." } }] });
    expect(await briefly()).toEqual([`UPDATED ${target}`]);

    await fromNow();
    await save(target, { headline: "Another" });
    expect(await briefly()).toEqual([`UPDATED ${target}`, `RELATIONS_CHANGED ${host}`]);

    await fromNow();
    await save(target, { status: "DRAFT" });
    expect(await briefly()).toEqual([`WITHDRAWN ${target}`, `RELATIONS_CHANGED ${host}`]);
  });

  test("is told of once where one write brought both", async () => {
    await fromNow();
    await desk.save(draftOf(target), draftOf(host, { related: [edgeTo(target)] }));

    expect(await briefly()).toEqual([`PUBLISHED ${target}`, `PUBLISHED ${host}`]);
  });

  test("is told of from the other end of the edge, too", async () => {
    await save(target);
    await fromNow();
    await save(host, { related: [edgeTo(target)] });

    expect(await briefly()).toEqual([`PUBLISHED ${host}`, `RELATIONS_CHANGED ${target}`]);
  });

  test("is told of at the other end of an edge that is taken away", async () => {
    await pointing();
    await save(host, { related: [] });

    expect(await briefly()).toEqual([`RELATIONS_CHANGED ${host}`, `RELATIONS_CHANGED ${target}`]);
  });

  test("is not told of while readers do not see it, nor through a filter that it does not pass", async () => {
    await pointing({ status: "DRAFT" });
    await save(target, { headline: "Another" });
    expect(await briefly()).toEqual([`UPDATED ${target}`]);

    await save(host, { language: "fr", related: [edgeTo(target)] });
    await fromNow();
    await save(target, { headline: "A third" });
    expect(await briefly({ languages: ["fr"] })).toEqual([`RELATIONS_CHANGED ${host}`]);
    expect(await briefly({ languages: ["en"] })).toEqual([`UPDATED ${target}`]);
    expect(await briefly({ kinds: ["UPDATED"] })).toEqual([`UPDATED ${target}`]);
  });

  test("is told of by the kill of one that was seen; by that of one that was not, to the desk alone", async () => {
    const { targetId } = await pointing();
    await desk.write(`withdrawArticle(id: "${targetId}", kind: KILL, reason: "False.")`);
    expect(await briefly()).toEqual([`WITHDRAWN ${target}`, `RELATIONS_CHANGED ${host}`]);

    target += ":unseen";
    await save(target, { status: "DRAFT" });
    await save(host, { related: [edgeTo(target)] });
    await fromNow();
    const deskSince = (await poll(desk, { since: "now" }, EDITOR)).nextToken;
    await save(target, { status: "WITHDRAWN" });

    expect(await briefly()).toEqual([]);
    const { changes } = await follow(desk, { since: deskSince }, EDITOR);
    expect(brief(changes)).toEqual([`RELATIONS_CHANGED ${host}`, `UPDATED ${target}`]);
  });

  test("is told of when a storyline that has both shows it, and when the storyline is another", async () => {
    await desk.save(draftOf(host), draftOf(target, { status: "DRAFT" }));
    const entries = [host, target].map((article) => ({ article, keyMoment: false }));
    const line = { uri: `urn:line:${count}`, title: "Line", status: "ACTIVE" as const, entries };
    await saveStorylines(desk.database.em(), [line], desk.clock);
    await fromNow();
    await save(target);

    expect((await told()).map(({ kind, changedFields }) => [kind, ...changedFields])).toEqual([
      ["PUBLISHED"],
      ["RELATIONS_CHANGED", "storylines"],
    ]);
    const [change] = await told({ types: ["STORYLINE"] });
    expect(change).toMatchObject({ kind: "UPDATED", changedFields: ["entries"], version: 0, article: null });

    await fromNow();
    await saveStorylines(desk.database.em(), [{ ...line, title: "The line" }], desk.clock);
    expect(await briefly()).toEqual([`RELATIONS_CHANGED ${host}`, `RELATIONS_CHANGED ${target}`]);
    await fromNow();
    await saveStorylines(desk.database.em(), [{ ...line, title: "The line" }], desk.clock);
    expect(await told({ types: [] })).toEqual([]);
  });

  test("is told of in pages of one as in one page", async () => {
    await save(target);
    await desk.save(...[1, 2, 3].map((n) => draftOf(`${host}:${n}`, { related: [edgeTo(target)] })));
    await fromNow();
    await save(target, { headline: "Another" });
    await save(target, { headline: "A third" });
    const whole = await briefly();

    expect(whole).toEqual(
      [1, 2].flatMap(() => [`UPDATED ${target}`, ...[1, 2, 3].map((n) => `RELATIONS_CHANGED ${host}:${n}`)]),
    );
    for (const first of [1, 2, 3]) expect(brief((await follow(desk, { since, first })).changes)).toEqual(whole);
  });

  test("is told to who begins as it is, and no more", async () => {
    await using own = await startDesk();
    await own.save(draftOf("urn:target"));
    await own.save(draftOf("urn:host", { related: [edgeTo("urn:target")] }));
    await own.save(draftOf("urn:target", { headline: "Another" }));

    expect(brief((await follow(own)).changes)).toEqual([
      "PUBLISHED urn:target",
      "PUBLISHED urn:host",
      "UPDATED urn:target",
    ]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { ingest } from "../../../src/ingest/ingest.ts";
import { BY, PENDING, settle, VISIBILITY, type Visibility } from "../../safety/adapter.ts";
import { draftOf } from "../../support/draft.ts";
import { follow, poll } from "../change/follow.ts";
import { NOW } from "./desk-gateway.ts";
import { item, later, type SourcedDesk, startSourcedDesk, TONIGHT, whole } from "./sourced-desk.ts";

/*
 * A story has two authors, its source and the desk. Each holds back and lets go for itself: neither lifts the other's
 * hold, and readers see what both allow.
 */

let desk: SourcedDesk;
beforeAll(async () => void (desk = await startSourcedDesk()));
beforeEach(() => void (desk.clock.now = NOW));
afterAll(() => desk[Symbol.asyncDispose]());

const NEXT_YEAR = "2027-11-22T10:00:00.000Z";

describe("What the desk holds back", () => {
  test("a schedule stays as it is, whichever way the source's next version comes (P1)", async () => {
    await desk.waiting(item("urn:scheduled"));
    await desk.write(`publishArticle(id: "${await desk.idOf("urn:scheduled")}", at: "${NEXT_YEAR}")`);

    await desk.waiting(item("urn:scheduled", { headline: "Next", versioncreated: later(1) }));
    expect(await desk.read("urn:scheduled")).toBeNull();
    expect(await desk.statusOf("urn:scheduled")).toBe("SCHEDULED");
    await desk.publishing(item("urn:scheduled", { headline: "Next but one", versioncreated: later(2) }));
    expect(await desk.read("urn:scheduled")).toBeNull();
    expect(await desk.statusOf("urn:scheduled")).toBe("SCHEDULED");

    desk.clock.now = new Date(NEXT_YEAR);
    expect(await desk.read("urn:scheduled")).toEqual(whole("Next but one", "Body text here.", NEXT_YEAR));
  });

  test("what the desk has published is updated, and keeps its first time", async () => {
    await desk.waiting(item("urn:published"));
    await desk.write(`publishArticle(id: "${await desk.idOf("urn:published")}")`);

    await desk.waiting(item("urn:published", { headline: "Next", versioncreated: later(1) }));

    expect(await desk.read("urn:published")).toEqual(whole("Next", "Body text here.", NOW.toISOString()));
  });

  test("an unpublished story stays down until the desk publishes it again (P3)", async () => {
    await desk.publishing(item("urn:down"));
    const id = await desk.idOf("urn:down");
    await desk.write(`unpublishArticle(id: "${id}")`);
    const { nextToken: since } = await poll(desk, { since: "now" });

    await desk.publishing(item("urn:down", { headline: "Next", versioncreated: later(1) }));
    expect(await desk.read("urn:down")).toBeNull();
    expect(await desk.statusOf("urn:down")).toBe("DRAFT");
    expect((await follow(desk, { since })).changes).toEqual([]);

    await desk.write(`publishArticle(id: "${id}")`);
    expect(await desk.read("urn:down")).toEqual(whole("Next"));
  });

  test("a draft of the desk stays one, and so does what it wrote in it", async () => {
    const uri = "urn:desk-draft";
    await desk.write(`createArticle(input: { uri: "${uri}", headline: "The desk's", language: "en" })`);

    await desk.publishing(item(uri, { versioncreated: later(1) }));

    expect(await desk.read(uri)).toBeNull();
    expect(await desk.statusOf(uri)).toBe("DRAFT");
    expect(await desk.asDesk(uri, "headline")).toEqual({ headline: "The desk's" });
  });

  test("what waits for leave to be published is published by its source with that", async () => {
    await desk.waiting(item("urn:waiting"));
    expect(await desk.read("urn:waiting")).toBeNull();

    await desk.publishing(item("urn:waiting", { versioncreated: later(1) }));

    expect(await desk.read("urn:waiting")).toEqual(whole("H"));
  });

  test("what the desk has begun to write is its to publish, whatever leave its source's next version comes with", async () => {
    await desk.waiting(item("urn:begun"));
    const id = await desk.idOf("urn:begun");
    await desk.write(`updateArticle(id: "${id}", patch: { headline: "Half done" })`);
    await desk.publishing(item("urn:begun", { versioncreated: later(1) }));
    expect(await desk.read("urn:begun")).toBeNull();
    expect(await desk.asDesk("urn:begun", "visibility { because { code } }")).toEqual({
      visibility: { because: [{ code: "DESK_DRAFT" }] },
    });

    await desk.write(`publishArticle(id: "${id}")`);
    expect(await desk.read("urn:begun")).toMatchObject({ headline: "Half done" });
  });

  test("the source's hold is not lifted by the desk", async () => {
    await desk.publishing(item("urn:both"));
    await desk.publishing(item("urn:both", { pubstatus: "withheld", versioncreated: later(1) }));
    expect(await desk.read("urn:both")).toBeNull();

    await desk.write(`publishArticle(id: "${await desk.idOf("urn:both")}")`);

    expect(await desk.read("urn:both")).toBeNull();
  });
});

describe("What the desk wrote", () => {
  test("stays when the source's next version comes; the desk sees that, and takes it or leaves it", async () => {
    const uri = "urn:corrected";
    await desk.publishing(item(uri));
    const id = await desk.idOf(uri);
    const patch = `patch: { headline: "Right" }`;
    await desk.write(`correctArticle(id: "${id}", kind: CORRECTION, note: "It was wrong.", ${patch})`);

    const next = { headline: "Wrong again", body_html: "<p>A new text.</p>", versioncreated: later(1) };
    await desk.publishing(item(uri, next));
    expect(await desk.read(uri)).toEqual(whole("Right", "A new text."));
    expect(await desk.asDesk(uri, PENDING)).toEqual({
      pendingFromSource: [{ field: "headline", value: "Wrong again" }],
    });

    expect(await desk.write(settle(id, []), "problems { code }")).toEqual({ problems: [] });
    expect(await desk.read(uri)).toEqual(whole("Right", "A new text."));
    expect(await desk.asDesk(uri, PENDING)).toEqual({ pendingFromSource: [] });

    await desk.publishing(item(uri, { ...next, headline: "Better", versioncreated: later(2) }));
    expect(await desk.write(settle(id, ["headline"]), "problems { code }")).toEqual({ problems: [] });
    expect(await desk.read(uri)).toEqual(whole("Better", "A new text."));
  });

  test("a next version that waits whole makes none here: readers see no version, no time and no change of it", async () => {
    const uri = "urn:outranked";
    // Without `firstcreated` each version comes with a date of its own.
    const sent = (changes: object = {}) => item(uri, { firstcreated: undefined, ...changes });
    await desk.publishing(sent());
    const id = await desk.idOf(uri);
    await desk.write(
      `correctArticle(id: "${id}", kind: CORRECTION, note: "It was wrong.", patch: { headline: "Right" })`,
    );
    const seen = () =>
      desk.reader(
        `{ article(uri: "${uri}") { version modified { iso } updated { iso } versions { nodes { version at } } } }`,
      );
    const before = await seen();
    const told = await desk.told(uri);

    await desk.publishing(sent({ headline: "Wrong again", versioncreated: later(1) }));
    expect(await seen()).toEqual(before);
    expect(await desk.told(uri)).toEqual(told);
    expect(await desk.asDesk(uri, PENDING)).toEqual({
      pendingFromSource: [{ field: "headline", value: "Wrong again" }],
    });
    const answer = await desk.desk<{ changes: { changes: object[] } }>(
      `{ changes { changes { node { id } kind changedFields } } }`,
    );
    expect(answer.changes.changes.at(-1)).toEqual({
      node: { id },
      kind: "UPDATED",
      changedFields: ["pendingFromSource"],
    });

    // Nor does what the desk leaves.
    expect(await desk.write(settle(id, []), "problems { code }")).toEqual({ problems: [] });
    expect(await seen()).toEqual(before);
    expect(await desk.told(uri)).toEqual(told);

    // What is new of it is taken from then on by what comes next.
    expect((await desk.publishing(sent({ headline: "Wrong again", versioncreated: later(1) })))[0]).toMatchObject({
      outcome: "UNCHANGED",
    });
    expect((await desk.publishing(sent({ headline: "Older" })))[0]).toMatchObject({ outcome: "STALE" });
  });

  test("goes over to the source again once it is taken from there", async () => {
    const uri = "urn:taken";
    await desk.publishing(item(uri));
    const id = await desk.idOf(uri);
    await desk.write(`updateArticle(id: "${id}", patch: { headline: "The desk's" })`);
    await desk.publishing(item(uri, { headline: "The source's", versioncreated: later(1) }));
    expect(await desk.read(uri)).toEqual(whole("The desk's"));
    await desk.write(settle(id, ["headline"]), "problems { code }");

    await desk.publishing(item(uri, { headline: "The source's next", versioncreated: later(2) }));

    expect(await desk.read(uri)).toEqual(whole("The source's next"));
  });

  test("a first publication that readers saw does not move, whatever the source dates", async () => {
    await desk.publishing(item("urn:dated"));

    await desk.publishing(item("urn:dated", { contentcreated: later(9), versioncreated: later(1) }));

    expect(await desk.read("urn:dated")).toEqual(whole("H"));
  });

  test("an update without a date changes no times", async () => {
    await desk.publishing(item("urn:undated", { version: "1" }));
    const undated = { version: "2", headline: "Next", firstcreated: undefined, versioncreated: undefined };

    await desk.publishing(item("urn:undated", undated));

    expect(await desk.read("urn:undated")).toEqual(whole("Next"));
  });
});

describe("A long run of the command (K4)", () => {
  const modifiedOf = async (uri: string) =>
    (await desk.asDesk<{ modified: { iso: string } }>(uri, "modified { iso }")).modified.iso;

  /** Items one a transaction: between the last two, both of the same story, its embargo ends. */
  async function run(uri: string, last: Partial<ArticleDraft>) {
    const publishedAt = new Date(Date.now() - 60_000);
    let embargoedUntil = publishedAt;
    const parsed = (draft: ArticleDraft) => ({ draft, notes: [], problems: [] });
    function* items() {
      // The next item is read while one is written: the first of these is written when the third is read.
      yield parsed(draftOf(`${uri}:before`, { publishedAt }));
      yield parsed(draftOf(`${uri}:meanwhile`, { publishedAt }));
      embargoedUntil = new Date(Date.now() + 20);
      yield parsed(draftOf(uri, { version: 1, publishedAt, embargoedUntil }));
      while (Date.now() <= embargoedUntil.getTime() + 20);
      yield parsed(draftOf(uri, { version: 2, publishedAt, ...last }));
    }
    const sources = [{ name: "run", items: items() }];
    await ingest({ database: desk.database, sources, batchSize: 1, timeZone: "UTC", now: new Date() });
    desk.clock.now = new Date();
    return embargoedUntil;
  }

  test("a story that was withheld after readers had seen it can be withdrawn", async () => {
    await run("urn:run", { status: "DRAFT" });

    const withdrawal = `withdrawArticle(id: "${await desk.idOf("urn:run")}", kind: KILL, reason: "Libel.")`;

    expect(await desk.write(withdrawal)).toMatchObject({ problems: [], article: { status: "WITHDRAWN" } });
  });

  test("a kill after readers had seen the story leaves a tombstone", async () => {
    await run("urn:killed", { status: "WITHDRAWN" });

    expect(await desk.asDesk("urn:killed", "status notice { kind }")).toEqual({
      status: "WITHDRAWN",
      notice: { kind: "KILL" },
    });
  });

  test("each batch has its own time", async () => {
    const between = await run("urn:stamped", { headline: "Next" });

    expect(new Date(await modifiedOf("urn:stamped:before")).getTime()).toBeLessThan(between.getTime());
    expect(new Date(await modifiedOf("urn:stamped")).getTime()).toBeGreaterThan(between.getTime());
  });
});

describe("Article.visibility", () => {
  const visibilityOf = async (uri: string) =>
    (await desk.asDesk<{ visibility: Visibility }>(uri, VISIBILITY)).visibility;

  test("names what holds a story back, and until when", async () => {
    await desk.publishing(item("urn:why"));
    expect(await visibilityOf("urn:why")).toEqual({ isPublic: true, because: [] });

    await desk.publishing(item("urn:why", { embargoed: TONIGHT, versioncreated: later(1) }));
    expect(await visibilityOf("urn:why")).toEqual({ isPublic: false, because: [{ by: BY.source, until: TONIGHT }] });
    await desk.write(`unpublishArticle(id: "${await desk.idOf("urn:why")}")`);
    const { isPublic, because } = await visibilityOf("urn:why");
    expect(isPublic).toBe(false);
    expect(because.map(({ by }) => by).toSorted()).toEqual([BY.desk, BY.source]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import { draftOf } from "../../support/draft.ts";
import { type DeskGateway, NOW, startDesk } from "../desk/desk-gateway.ts";
import { ask, EDITOR, follow, poll, type Told } from "./follow.ts";

const NOON = new Date("2026-11-22T12:00:00Z");
const SHARED = { types: ["SECTION", "TAG", "CONTRIBUTOR", "IMAGE", "STORYLINE"] };

let desk: DeskGateway;
let since: string;
let deskSince: string;
beforeAll(async () => void (desk = await startDesk()));
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() => {
  desk.clock.now = NOW;
  return fromNow();
});

async function fromNow() {
  since = (await poll(desk, { since: "now" })).nextToken;
  deskSince = (await poll(desk, { since: "now" }, EDITOR)).nextToken;
}
const brief = (changes: readonly Told[]) =>
  changes.map(({ kind, entityId, changedFields }) => [kind, entityId, ...changedFields].join(" "));
const told = async (filter: object = SHARED) => brief((await follow(desk, { since, filter })).changes);
const toldDesk = async () => brief((await follow(desk, { since: deskSince, filter: SHARED }, EDITOR)).changes);
const save = (uri: string, changes: Partial<ArticleDraft> = {}) => desk.save(draftOf(uri, changes));

const tag = (name: string, uri = `urn:tag:${name}`) => ({ kind: "TOPIC" as const, uri, name, relevance: 1 });
const picture = (caption: string) => ({ url: "/shared.jpg", alt: "", caption, renditions: [] });

describe("Query.changes of what stories share", () => {
  test("tells of a new section, tag, person and picture with the first story that shows them", async () => {
    await save("urn:first", {
      section: [{ slug: "world", name: "World" }],
      tags: [tag("Tides")],
      contributors: [{ name: "Ada Brook", role: "AUTHOR" }],
      images: [picture("First")],
      leadImage: "/shared.jpg",
    });
    const { data } = await ask(desk, { since, filter: { types: ["TAG"] } });

    expect(await told()).toEqual([
      "PUBLISHED Section:1",
      "PUBLISHED Tag:1",
      "PUBLISHED Contributor:1",
      "PUBLISHED Image:1",
    ]);
    expect(data.changes.changes.at(-1)).toEqual({
      token: expect.any(String),
      at: NOW.toISOString(),
      kind: "PUBLISHED",
      entityId: "Tag:1",
      version: 0,
      changedFields: [],
      cacheTags: ["Tag:1"],
      article: null,
      tombstone: null,
    });
  });

  test("tells readers nothing of what only hidden stories show, until one appears by itself", async () => {
    await save("urn:later", { tags: [tag("Hidden")], publishedAt: NOON });
    expect([await told(), await toldDesk()]).toEqual([[], ["PUBLISHED Tag:2"]]);

    await fromNow();
    desk.clock.now = NOON;
    expect(await told()).toEqual(["PUBLISHED Tag:2"]);
    expect(await told({ types: ["TAG"], kinds: ["UPDATED"] })).toEqual([]);
  });

  test("tells of a tag once, with whichever story brings it, and again when it goes with the last", async () => {
    await save("urn:second", { tags: [tag("Shared")] });
    await fromNow();
    await save("urn:third", { tags: [tag("Shared")] });
    expect(await told()).toEqual([]);
    await save("urn:second", { tags: [] });
    await fromNow();

    await save("urn:third", { status: "DRAFT", tags: [tag("Shared")] });
    expect(await told()).toEqual(["WITHDRAWN Tag:3"]);
  });

  test("tells of another name", async () => {
    await save("urn:named", { tags: [tag("Old name", "urn:tag:named")] });
    await fromNow();
    await save("urn:named", { tags: [tag("New name", "urn:tag:named")] });

    expect(await told()).toEqual(["UPDATED Tag:4 name"]);
    expect(await toldDesk()).toEqual(["UPDATED Tag:4 name"]);
  });

  test("tells of a picture whose words go with the story that had them", async () => {
    await save("urn:early", { images: [picture("Libel")], publishedAt: new Date("2026-11-01T00:00:00Z") });
    await fromNow();
    await save("urn:early", { status: "WITHDRAWN" });

    expect(await told({ types: ["IMAGE"] })).toEqual(["UPDATED Image:1"]);
  });

  test("tells of a front that was set, and of one whose story was killed", async () => {
    const [saved] = await save("urn:on-front");
    await fromNow();
    const { problems } = await desk.write(
      `setFront(sectionId: "Section:1", slots: [{ articleId: "Article:${saved?.id}" }])`,
      "problems { code } purgedTags",
    );
    expect(problems).toEqual([]);
    expect(await told()).toEqual(["UPDATED Section:1 front"]);

    await fromNow();
    await desk.write(`withdrawArticle(id: "Article:${saved?.id}", kind: KILL, reason: "False.")`);
    expect(await told()).toEqual(["UPDATED Section:1 front"]);
  });

  test("tells of a storyline, and that it goes with its last story", async () => {
    const line = { uri: "urn:line", title: "Line", status: "ACTIVE" as const };
    const entries = [{ article: "urn:told", keyMoment: false }];
    await save("urn:told");
    await fromNow();
    await saveStorylines(desk.database.em(), [{ ...line, entries }], desk.clock);
    expect(await told()).toEqual(["PUBLISHED Storyline:1"]);

    await fromNow();
    await saveStorylines(desk.database.em(), [{ ...line, entries: [] }], desk.clock);
    expect(await told()).toEqual(["WITHDRAWN Storyline:1 entries"]);

    await saveStorylines(desk.database.em(), [{ ...line, entries }], desk.clock);
    await fromNow();
    await save("urn:told", { status: "DRAFT" });
    expect(await told()).toEqual(["WITHDRAWN Storyline:1 entries"]);
  });

  test("is there from the beginning for a mirror that begins now", async () => {
    const all = brief((await follow(desk, { filter: SHARED })).changes);

    expect(all.filter((line) => line.startsWith("PUBLISHED"))).toEqual([
      "PUBLISHED Section:1",
      "PUBLISHED Tag:1",
      "PUBLISHED Contributor:1",
      "PUBLISHED Image:1",
      "PUBLISHED Tag:4",
    ]);
  });

  test("tells the desk alone that hidden stories had other words for what readers meet", async () => {
    const story = (words: string): Partial<ArticleDraft> => ({
      section: [{ slug: "tech", name: `Tech${words}` }],
      tags: [tag(`Chips${words}`, "urn:tag:chips")],
      contributors: [{ name: `Bea Hill${words}`, uri: "urn:person:bea", role: "AUTHOR" }],
      images: [{ ...picture("Chips"), url: "/chips.jpg", width: words.length }],
      leadImage: "/chips.jpg",
    });
    await save("urn:hidden", { ...story(" secret"), embargoedUntil: NOON });
    const met = ["PUBLISHED Section:2", "PUBLISHED Tag:5", "PUBLISHED Contributor:2", "PUBLISHED Image:3"];
    expect(await told()).toEqual([]);

    await fromNow();
    await save("urn:shown", story(""));
    const changed = ["Section:2 name", "Tag:5 name", "Contributor:2 name", "Image:3 renditions"];
    expect(await told()).toEqual(met);
    expect(brief((await follow(desk, { filter: SHARED })).changes).slice(-4)).toEqual(met);
    expect(await toldDesk()).toEqual(changed.flatMap((line, index) => [met[index], `UPDATED ${line}`]));

    await fromNow();
    await save("urn:shown", story(" again"));
    expect(await told({ types: ["TAG", "CONTRIBUTOR", "IMAGE"] })).toEqual(
      changed.slice(1).map((line) => `UPDATED ${line}`),
    );
  });

  test("tells of what appeared by itself once, with its story, and of another name for it", async () => {
    const before = (await poll(desk, { since: "now" })).nextToken;
    await save("urn:hidden", { tags: [tag("Secret", "urn:tag:soon")], status: "DRAFT" });
    desk.clock.now = new Date(NOW.getTime() + 1);
    await save("urn:soon", { tags: [tag("Soon", "urn:tag:soon")], publishedAt: NOON });
    desk.clock.now = NOON;
    for (const from of [{}, { since: before }, { since }]) {
      const { changes } = await follow(desk, { ...from, filter: { types: ["TAG"] } });
      const soon = changes.filter(({ entityId }) => entityId === "Tag:6");
      expect(soon.map(({ kind, at }) => [kind, at])).toEqual([["PUBLISHED", NOON.toISOString()]]);
    }

    await fromNow();
    await save("urn:soon", { tags: [tag("Now", "urn:tag:soon")], publishedAt: NOON });

    expect(await told({ types: ["TAG"], kinds: ["UPDATED"] })).toEqual(["UPDATED Tag:6 name"]);
  });
});

import { describe, expect, test } from "vitest";
import { Cancellation } from "../../../src/cancellation.ts";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import type { Viewer } from "../../../src/content/viewer.ts";
import { draftOf } from "../../support/draft.ts";
import { holderOf } from "../../support/holder.ts";
import { type DeskGateway, startDesk, text } from "../desk/desk-gateway.ts";
import { LATER } from "./picture-story.ts";

const CITY = { slug: "city", name: "City" };
const COURTS = { slug: "courts", name: "Courts" };
const filed = (uri: string, section: ArticleDraft["section"], changes: Partial<ArticleDraft> = {}) =>
  draftOf(uri, { ...(section && { section }), ...changes });

/** Every way to a section; City is the first made, Courts below it the second. */
const WAYS = `{ sections(rootOnly: false) { path name } roots: sections { path children { path } }
  byPath: section(path: "city/courts") { path name } bySlug: section(slug: "courts") { path }
  byId: section(id: "Section:2") { path ancestors { path } } node(id: "Section:2") { id }
  resolvePath(path: "/city/courts") { __typename } }`;
const SEEN = {
  sections: [
    { path: "city", name: "City" },
    { path: "city/courts", name: "Courts" },
  ],
  roots: [{ path: "city", children: [{ path: "city/courts" }] }],
  byPath: { path: "city/courts", name: "Courts" },
  bySlug: { path: "city/courts" },
  byId: { path: "city/courts", ancestors: [{ path: "city" }] },
  node: { id: "Section:2" },
  resolvePath: { __typename: "Section" },
};
const NONE = { byPath: null, bySlug: null, byId: null, node: null, resolvePath: { __typename: "NotFound" } };
const NOTHING = { ...NONE, sections: [], roots: [] };
const CITY_ONLY = { ...NONE, sections: [{ path: "city", name: "City" }], roots: [{ path: "city", children: [] }] };

const feed = async (desk: DeskGateway) =>
  (await desk.documents.find("/feeds/sections/city/courts.rss", { view: "PUBLIC", cancellation: new Cancellation() }))
    .found?.kind;
const partner = (...licensedSections: number[]): Viewer => ({ ...holderOf("content:read"), licensedSections });

describe("A section that only hidden stories are in", () => {
  test.each<[string, Partial<ArticleDraft>, boolean]>([
    ["a draft", { status: "DRAFT" }, false],
    ["a scheduled story", { publishedAt: LATER }, true],
    ["a story under embargo", { embargoedUntil: LATER }, true],
  ])("%s: is the desk's alone, and there for readers from the story's moment on", async (_state, changes, comes) => {
    await using desk = await startDesk();
    await desk.save(filed("urn:hidden", [CITY, COURTS], changes));

    expect(await desk.reader(WAYS)).toEqual(NOTHING);
    expect(await feed(desk)).toBeUndefined();
    expect(await desk.desk(WAYS)).toEqual(SEEN);

    desk.clock.now = LATER;
    const { data, statementCount } = await desk.query(WAYS);
    expect(data).toEqual(comes ? SEEN : NOTHING);
    expect(statementCount).toBe(0);
    expect(await feed(desk)).toBe(comes ? "DOCUMENT" : undefined);
  });

  test("below one that readers see is none of its children", async () => {
    await using desk = await startDesk();
    await desk.save(filed("urn:open", [CITY]), filed("urn:hidden", [CITY, COURTS], { publishedAt: LATER }));

    expect(await desk.reader(WAYS)).toEqual(CITY_ONLY);
    desk.clock.now = new Date(LATER.getTime() - 1);
    expect(await desk.reader(WAYS)).toEqual(CITY_ONLY);
    desk.clock.now = LATER;
    expect(await desk.reader(WAYS)).toEqual(SEEN);
  });

  test.each<[string, (id: string) => string | ArticleDraft]>([
    ["unscheduled by the desk", (id) => `unpublishArticle(id: "${id}")`],
    ["put off by the desk", (id) => `publishArticle(id: "${id}", at: "2026-12-24T18:00:00Z")`],
    ["moved by the desk", (id) => `updateArticle(id: "${id}", patch: { sectionId: null })`],
    [
      "put off by its source",
      () => filed("urn:hidden", [CITY, COURTS], { version: 2, embargoedUntil: new Date("2027-01-01T00:00:00Z") }),
    ],
    ["cancelled by its source", () => filed("urn:hidden", [CITY, COURTS], { version: 2, status: "WITHDRAWN" })],
  ])("does not appear when the story that was scheduled is %s", async (_how, stepOf) => {
    await using desk = await startDesk();
    const [story] = await desk.save(filed("urn:hidden", [CITY, COURTS], { publishedAt: LATER }));
    const step = stepOf(`Article:${story?.id}`);
    if (typeof step === "string") await desk.write(step);
    else await desk.save(step);

    desk.clock.now = LATER;
    await expect.poll(() => desk.reader(WAYS)).toEqual(NOTHING);
  });

  test("is no section for a licence to show or to be given, though the licence holds from the first story on", async () => {
    await using desk = await startDesk({ anonymousLicence: [] });
    await desk.save(filed("urn:open", [CITY]), filed("urn:hidden", [CITY, COURTS], { publishedAt: LATER }));
    const ask = async (document: string, viewer: Viewer) => (await desk.query(document, undefined, { viewer })).data;
    const create = (viewer: Viewer) =>
      ask(
        `mutation { createApiKey(input: { name: "P", scopes: ["content:read"], sectionIds: ["Section:2"] }) {
          problems { code } id } }`,
        viewer,
      );
    const admin = holderOf("content:read", "keys:admin");

    expect(await ask(`{ viewer { sections { path } } }`, partner(1, 2))).toEqual({
      viewer: { sections: [{ path: "city" }] },
    });
    expect(await create(admin)).toEqual({ createApiKey: { problems: [{ code: "NOT_FOUND" }], id: null } });

    desk.clock.now = LATER;
    const read = `{ article(uri: "urn:hidden") { section { path } access { body } body { text } } viewer { sections { path } } }`;
    expect(await ask(read, partner(2))).toEqual({
      article: { section: { path: "city/courts" }, access: { body: "GRANTED" }, body: { text: "Two words." } },
      viewer: { sections: [{ path: "city/courts" }] },
    });
    expect(await create(admin)).toMatchObject({ createApiKey: { problems: [] } });
  });

  test("can be taken back from a key by whoever could give it", async () => {
    await using desk = await startDesk();
    await desk.save(filed("urn:open", [CITY]), filed("urn:hidden", [CITY, COURTS], { status: "DRAFT" }));
    const viewer = { ...holderOf("content:read", "content:desk", "keys:admin"), licensedSections: [1] };
    const made = await desk.query<{ createApiKey: { id: string } }>(
      `mutation { createApiKey(input: { name: "P", scopes: ["content:read"], sectionIds: ["Section:2"] }) { id } }`,
      undefined,
      { viewer, view: "DESK" },
    );

    const { data } = await desk.query(
      `mutation { revokeApiKey(id: ${text(made.data.createApiKey.id)}) { problems { code } } }`,
      undefined,
      { viewer },
    );
    expect(data).toEqual({ revokeApiKey: { problems: [] } });
  });

  test("is there in the answer to the write that publishes its first story", async () => {
    await using desk = await startDesk();
    const [story] = await desk.saveWaiting(filed("urn:draft", [CITY, COURTS]));

    const { data } = await desk.query(
      `mutation { publishArticle(id: "Article:${story?.id}") { article { section { path } } } }`,
      undefined,
      { viewer: holderOf("content:read", "content:write") },
    );

    expect(data).toEqual({ publishArticle: { article: { section: { path: "city/courts" } } } });
    await expect.poll(() => desk.reader(WAYS)).toEqual(SEEN);
  });
});

describe("A section that readers have met", () => {
  test.each(["unpublishArticle", "withdrawArticle"])("stays when its only story goes by %s", async (step) => {
    await using desk = await startDesk();
    const [story] = await desk.save(filed("urn:story", [CITY, COURTS]));
    const reason = step === "withdrawArticle" ? `, kind: KILL, reason: "Wrong."` : "";
    await desk.write(`${step}(id: "Article:${story?.id}"${reason})`);

    expect(await desk.reader(WAYS)).toEqual(SEEN);
  });

  test("of a scheduled story stays from its moment on, too", async () => {
    await using desk = await startDesk();
    const [story] = await desk.save(filed("urn:story", [CITY, COURTS], { publishedAt: LATER }));
    desk.clock.now = LATER;
    await desk.write(`unpublishArticle(id: "Article:${story?.id}")`);

    expect(await desk.reader(WAYS)).toEqual(SEEN);
  });
});

describe("A section's name", () => {
  const NAME = `{ section(path: "city") { name } }`;
  const named = (name: string) => ({ section: { name } });
  const unnamed = { slug: "city", name: "city" };

  test.each<[string, Partial<ArticleDraft>]>([
    ["a draft", { status: "DRAFT" }],
    ["a scheduled story", { publishedAt: LATER }],
    ["a story under embargo", { embargoedUntil: LATER }],
  ])("is not given by %s once readers have met the section under its slug", async (_state, changes) => {
    await using desk = await startDesk();
    await desk.save(filed("urn:open", [unnamed]));

    await desk.save(filed("urn:hidden", [{ ...CITY, name: "SECRET" }], changes));
    expect(await desk.reader(NAME)).toEqual(named("city"));

    await desk.save(filed("urn:named", [CITY]));
    await desk.save(filed("urn:other", [{ ...CITY, name: "Other" }]));
    expect(await desk.reader(NAME)).toEqual(named("City"));
  });

  test.each([CITY, unnamed])("that a hidden item gave is replaced by the first public item's: %j", async (section) => {
    await using desk = await startDesk();
    await desk.save(filed("urn:hidden", [{ ...CITY, name: "SECRET" }], { status: "DRAFT" }));
    expect(await desk.desk(NAME)).toEqual(named("SECRET"));

    await desk.save(filed("urn:open", [section]));

    expect(await desk.reader(NAME)).toEqual(named(section.name));
  });

  test("is that of the story which readers see first, by schedule or by the desk", async () => {
    await using desk = await startDesk();
    const late = new Date(LATER.getTime() + 60_000);
    await desk.save(filed("urn:draft", [{ ...CITY, name: "SECRET" }], { status: "DRAFT" }));
    await desk.save(filed("urn:first", [CITY], { publishedAt: LATER }));
    await desk.save(filed("urn:late", [{ ...CITY, name: "LATE" }], { publishedAt: late }));
    desk.clock.now = late;
    expect(await desk.reader(NAME)).toEqual(named("City"));

    await desk.save(filed("urn:other-draft", [{ slug: "sea", name: "SECRET" }], { status: "DRAFT" }));
    const [story] = await desk.saveWaiting(filed("urn:story", [{ slug: "sea", name: "Sea" }]));
    await desk.write(`publishArticle(id: "Article:${story?.id}")`);
    await expect.poll(() => desk.reader(`{ section(path: "sea") { name } }`)).toEqual(named("Sea"));
  });

  test("is the public item's, wherever in a batch that stands", async () => {
    await using desk = await startDesk();
    await desk.save(
      filed("urn:draft", [{ ...CITY, name: "SECRET" }], { status: "DRAFT" }),
      filed("urn:open", [unnamed]),
      filed("urn:late", [{ ...CITY, name: "LATE" }], { publishedAt: LATER }),
      filed("urn:named", [CITY]),
    );

    expect(await desk.reader(NAME)).toEqual(named("City"));
  });
});

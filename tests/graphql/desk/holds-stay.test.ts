import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NOW } from "./desk-gateway.ts";
import { item, later, mention, type SourcedDesk, startSourcedDesk, stub, TONIGHT, whole } from "./sourced-desk.ts";

let desk: SourcedDesk;
beforeAll(async () => void (desk = await startSourcedDesk()));
beforeEach(() => void (desk.clock.now = NOW));
afterAll(() => desk[Symbol.asyncDispose]());

const undated = (uri: string, changes: object = {}) => ({
  ...item(uri, changes),
  firstcreated: undefined,
  versioncreated: undefined,
});
const visibility = (uri: string) =>
  desk.asDesk<{ visibility: { isPublic: boolean; because: { code: string; by: string }[] } }>(
    uri,
    "visibility { isPublic because { code by } }",
  );
const pointAt = async (host: string, target: string) =>
  desk.write(
    `setRelated(articleId: "${await desk.idOf(host)}", placement: END, items: [{ articleId: "${await desk.idOf(target)}" }])`,
  );

describe("What a source holds back", () => {
  test.each([
    ["embargoed", { embargoed: TONIGHT }],
    ["withheld", { pubstatus: "withheld" }],
    ["canceled", { pubstatus: "canceled" }],
  ])("of a story that others mention, %s, no edge of the desk's shows", async (said, hold) => {
    const [host, uri] = [`urn:editor:${said}`, `urn:mentioned:${said}`];
    await desk.publishing(item(host), item(`urn:source:${said}`, mention(uri, hold)));

    expect(await pointAt(host, uri)).toMatchObject({ problems: [] });
    expect(await desk.read(uri)).toBeNull();

    // The edge first, the hold later.
    const other = `${uri}:later`;
    await desk.publishing(item(`urn:source:${said}:later`, mention(other)));
    await pointAt(host, other);
    expect(await desk.read(other)).toEqual(stub());
    await desk.publishing(item(`urn:source:${said}:later`, { ...mention(other, hold), versioncreated: later(1) }));
    expect(await desk.read(other)).toBeNull();
  });

  test("of a story that only a draft mentions, no edge of the desk's shows, nor a word of it", async () => {
    await desk.publishing(item("urn:open"));
    await desk.waiting(item("urn:draft", mention("urn:drafted", { headline: "SECRET" })));

    await pointAt("urn:open", "urn:drafted");

    expect(await desk.read("urn:drafted")).toBeNull();
  });

  test.each([
    ["withheld", { pubstatus: "withheld" }, { code: "WITHHELD", by: "SOURCE" }],
    ["embargoed", { embargoed: TONIGHT }, { code: "EMBARGO", by: "SOURCE" }],
  ])("of a story that others mention, %s, stays when the desk publishes that", async (said, hold, because) => {
    const uri = `urn:promoted:${said}`;
    await desk.publishing(item(`urn:mentioning:${said}`, mention(uri, hold)));

    await desk.write(`publishArticle(id: "${await desk.idOf(uri)}", embargoUntil: null)`);

    expect(await desk.read(uri)).toBeNull();
    expect((await visibility(uri)).visibility).toMatchObject({ isPublic: false, because: [{ by: because.by }] });
  });

  test("is not lifted by an item without a date", async () => {
    await desk.publishing(item("urn:dated", { embargoed: TONIGHT }));
    await desk.publishing(undated("urn:dated"));
    expect(await desk.read("urn:dated")).toBeNull();

    await desk.publishing(item("urn:dated", { versioncreated: later(1) }));
    expect(await desk.read("urn:dated")).toEqual(whole("H"));
  });

  test("without a date holds a story that comes later, until something later than that comes", async () => {
    await desk.publishing({ uri: "urn:unknown", pubstatus: "withheld" });
    await desk.publishing(item("urn:unknown"));
    expect(await desk.read("urn:unknown")).toBeNull();

    await desk.publishing(item("urn:unknown", { versioncreated: later(1) }));
    expect(await desk.read("urn:unknown")).toEqual(whole("H"));
  });

  test("is lifted by what comes next where the source dates nothing", async () => {
    await desk.publishing(item("urn:loose", { versioncreated: undefined }));
    await desk.publishing({ uri: "urn:loose", pubstatus: "withheld" });
    expect(await desk.read("urn:loose")).toBeNull();

    await desk.publishing(item("urn:loose", { versioncreated: undefined, headline: "Again" }));
    expect(await desk.read("urn:loose")).toEqual(whole("Again"));
  });

  test.each([
    ["a status that nobody knows", { pubstatus: "gone" }],
    ["an embargo that cannot be read", { embargoed: "soon" }],
  ])("by %s is held, and the fault is told", async (said, hold) => {
    const uri = `urn:${said}`;
    await desk.publishing(item(uri));

    const [answer] = await desk.publishing(item(uri, { ...hold, versioncreated: later(1) }));

    expect(answer?.problems).toHaveLength(1);
    expect(await desk.read(uri)).toBeNull();
  });
});

describe("Mutation.settleFromSource", () => {
  test("takes no body that has no place for the editor's inline story", async () => {
    await desk.publishing(item("urn:inline"), item("urn:body"));
    const id = await desk.idOf("urn:body");
    const html = `<p>Desk.</p><aside data-association=\\"inline-1\\"></aside>`;
    await desk.write(`updateArticle(id: "${id}", patch: { bodyHtml: "${html}" })`);
    await desk.write(
      `setRelated(articleId: "${id}", placement: INLINE, items: [{ articleId: "${await desk.idOf("urn:inline")}" }])`,
    );
    await desk.publishing(item("urn:body", { versioncreated: later(1), body_html: "<p>Source.</p>" }));

    expect(await desk.write(`settleFromSource(id: "${id}", take: ["body"])`)).toMatchObject({
      id: null,
      problems: [
        {
          code: "NO_PLACE",
          path: ["take", "0"],
          message: "The source's body has no place for « H » (urn:inline, inline-1): move them first, by setRelated.",
        },
      ],
    });
    expect((await desk.read("urn:body"))?.body?.text).toBe("Desk.\n\nRead also: H");

    await desk.write(`setRelated(articleId: "${id}", placement: INLINE, items: [])`);
    expect(await desk.write(`settleFromSource(id: "${id}", take: ["body"])`)).toMatchObject({ problems: [] });
    expect((await desk.read("urn:body"))?.body?.text).toBe("Source.");
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NOW } from "./desk-gateway.ts";
import { item, later, mention, type SourcedDesk, startSourcedDesk, stub, TONIGHT, whole } from "./sourced-desk.ts";

let desk: SourcedDesk;
beforeAll(async () => void (desk = await startSourcedDesk()));
beforeEach(() => void (desk.clock.now = NOW));
afterAll(() => desk[Symbol.asyncDispose]());

describe("A story known by mention (S1)", () => {
  test.each([
    ["a draft", { send: "waiting", changes: {} }],
    ["a story under embargo", { send: "publishing", changes: { embargoed: TONIGHT } }],
    ["a story that is withheld", { send: "publishing", changes: { pubstatus: "withheld" } }],
  ] as const)("of %s is not there, and the log says nothing", async (name, { send, changes }) => {
    const uri = `urn:secret:${name}`;

    await desk[send](item(`urn:telling:${name}`, { ...mention(uri, { headline: "SECRET" }), ...changes }));

    expect(await desk.read(uri)).toBeNull();
    expect(await desk.told(uri)).toEqual([]);
  });

  test.each([
    ["withheld", { pubstatus: "withheld" }, null],
    ["canceled", { pubstatus: "canceled" }, null],
    ["under embargo", { embargoed: TONIGHT }, stub("SECRET")],
  ])("that is %s itself is not there, although the story that mentions it is", async (name, changes, tonight) => {
    const uri = `urn:held:${name}`;

    await desk.publishing(item(`urn:public:${name}`, mention(uri, { headline: "SECRET", ...changes })));

    expect(await desk.read(`urn:public:${name}`)).toEqual(whole("H"));
    expect(await desk.read(uri)).toBeNull();
    expect(await desk.told(uri)).toEqual([]);
    desk.clock.now = new Date(TONIGHT);
    expect(await desk.read(uri)).toEqual(tonight);
  });

  test("comes and goes with the story that mentions it, and the log tells both", async () => {
    await desk.waiting(item("urn:host", mention("urn:guest")));
    const id = await desk.idOf("urn:host");
    expect(await desk.read("urn:guest")).toBeNull();

    await desk.write(`publishArticle(id: "${id}")`);
    expect(await desk.read("urn:guest")).toEqual(stub());
    expect(await desk.told("urn:guest")).toEqual(["PUBLISHED urn:guest"]);
    await desk.write(`unpublishArticle(id: "${id}")`);
    expect(await desk.read("urn:guest")).toBeNull();
    expect((await desk.told("urn:guest")).at(-1)).toBe("WITHDRAWN urn:guest");
  });

  test("goes with the story that mentioned it, once that is withdrawn", async () => {
    await desk.publishing(item("urn:killed-host", mention("urn:killed-guest")));
    expect(await desk.read("urn:killed-guest")).toEqual(stub());

    await desk.write(`withdrawArticle(id: "${await desk.idOf("urn:killed-host")}", kind: KILL, reason: "Libel.")`);

    expect(await desk.read("urn:killed-guest")).toBeNull();
  });

  test("its source's embargo hides it until that ends, and the log tells both", async () => {
    await desk.publishing(item("urn:embargoed-host", mention("urn:embargoed-guest")));
    expect(await desk.read("urn:embargoed-guest")).toEqual(stub());

    await desk.publishing({ uri: "urn:embargoed-guest", embargoed: TONIGHT, versioncreated: later(1) });

    expect(await desk.read("urn:embargoed-guest")).toBeNull();
    expect((await desk.told("urn:embargoed-guest")).at(-1)).toBe("WITHDRAWN urn:embargoed-guest");
    desk.clock.now = new Date(TONIGHT);
    expect(await desk.read("urn:embargoed-guest")).toEqual(stub());
    expect((await desk.told("urn:embargoed-guest")).at(-1)).toBe("PUBLISHED urn:embargoed-guest");
  });

  test("the embargo of the whole, which waits for the desk, hides what others say of it, too", async () => {
    await desk.publishing(item("urn:waiting-host", mention("urn:waiting-guest")));

    await desk.waiting(item("urn:waiting-guest", { embargoed: TONIGHT }));

    expect(await desk.read("urn:waiting-guest")).toBeNull();
    desk.clock.now = new Date(TONIGHT);
    expect(await desk.read("urn:waiting-guest")).toEqual(stub());
  });

  test("a source's hold that came before hides it, whoever mentions it", async () => {
    await desk.publishing({ uri: "urn:held-guest", pubstatus: "withheld", versioncreated: later(1) });
    await desk.publishing(item("urn:held-host", mention("urn:held-guest")));

    expect(await desk.read("urn:held-guest")).toBeNull();
  });

  test("stays while another story that mentions it is there, with that one's words", async () => {
    await desk.publishing(item("urn:one", mention("urn:shared", { headline: "As one says" })));
    await desk.waiting(item("urn:other", mention("urn:shared", { headline: "SECRET" })));
    expect(await desk.read("urn:shared")).toEqual(stub("As one says"));

    await desk.write(`publishArticle(id: "${await desk.idOf("urn:other")}")`);
    await desk.write(`unpublishArticle(id: "${await desk.idOf("urn:one")}")`);
    expect(await desk.read("urn:shared")).toEqual(stub("SECRET"));
  });
});

describe("A story that arrives after it was mentioned (S9)", () => {
  test("waits without publishing; readers keep what they were told of it until the desk has published it", async () => {
    await desk.publishing(item("urn:pointing", mention("urn:arriving")));
    expect(await desk.read("urn:arriving")).toEqual(stub());

    await desk.waiting(item("urn:arriving", { headline: "UNREVIEWED", body_html: "<p>UNREVIEWED</p>" }));

    expect(await desk.read("urn:arriving")).toEqual(stub());
    expect(await desk.statusOf("urn:arriving")).toBe("DRAFT");
    expect(await desk.reader(`{ search(query: "unreviewed") { nodes { uri } } }`)).toEqual({ search: { nodes: [] } });
    await desk.write(`publishArticle(id: "${await desk.idOf("urn:arriving")}")`);
    expect(await desk.read("urn:arriving")).toEqual(whole("UNREVIEWED", "UNREVIEWED"));
  });

  test("stays where the desk changes nothing of the whole, which goes on waiting", async () => {
    await desk.publishing(item("urn:pointing-4", mention("urn:arriving-4")));
    await desk.waiting(item("urn:arriving-4", { headline: "UNREVIEWED" }));
    const id = await desk.idOf("urn:arriving-4");

    for (const nothing of [
      `setRelated(articleId: "${id}", placement: END, items: [])`,
      `updateArticle(id: "${id}", patch: { headline: "UNREVIEWED" })`,
    ])
      expect(await desk.write(nothing, "problems { code }")).toEqual({ problems: [] });

    expect(await desk.read("urn:arriving-4")).toEqual(stub());
    const { settleFromSource } = await desk.desk<{ settleFromSource: object }>(
      `mutation { settleFromSource(id: "${id}", take: ["headline"]) { problems { code } article { headline status } } }`,
    );
    expect(settleFromSource).toEqual({ problems: [], article: { headline: "UNREVIEWED", status: "DRAFT" } });
  });

  test("is there whole with publishing", async () => {
    await desk.publishing(item("urn:pointing-2", mention("urn:arriving-2")));

    await desk.publishing(item("urn:arriving-2", { headline: "Whole" }));

    expect(await desk.read("urn:arriving-2")).toEqual(whole("Whole"));
  });

  test("waits as any other where nobody saw it", async () => {
    await desk.waiting(item("urn:pointing-3", mention("urn:arriving-3")));

    await desk.waiting(item("urn:arriving-3"));

    expect(await desk.read("urn:arriving-3")).toBeNull();
    expect(await desk.statusOf("urn:arriving-3")).toBe("DRAFT");
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NOW } from "./desk-gateway.ts";
import { item, later, mention, type SourcedDesk, startSourcedDesk, TONIGHT, whole } from "./sourced-desk.ts";

let desk: SourcedDesk;
beforeAll(async () => void (desk = await startSourcedDesk()));
beforeEach(() => void (desk.clock.now = NOW));
afterAll(() => desk[Symbol.asyncDispose]());

const outcomes = (items: { outcome: string }[]) => items.map(({ outcome }) => outcome);
const FINAL = { outcome: "REJECTED", problems: [{ message: "was withdrawn, which is final", path: [] }] };
const TOMBSTONE = "__typename ... on Tombstone { uri notice { kind } }";
const atPath = async (uri: string) => {
  const variables = await desk.asDesk<{ path: string }>(uri, "path");
  const operation = `query ($path: String!) { resolvePath(path: $path) { ${TOMBSTONE} } }`;
  return (await desk.reader<{ resolvePath: object }>(operation, variables)).resolvePath;
};

describe("A kill or a hold by the source (K1)", () => {
  test.each(["canceled", "cancelled", "stat:canceled", "Canceled", "CANCELLED"])(
    "without a body, « %s » withdraws",
    async (pubstatus) => {
      const uri = `urn:kill:${pubstatus}`;
      await desk.publishing(item(uri));
      expect(await desk.read(uri)).toEqual(whole("H"));

      const kill = await desk.publishing({ uri, pubstatus, versioncreated: later(1) });

      expect(outcomes(kill)).toEqual(["UPDATED"]);
      expect(await desk.read(uri)).toBeNull();
      expect(await atPath(uri)).toEqual({ __typename: "Tombstone", uri, notice: { kind: "KILL" } });
      expect(await desk.statusOf(uri)).toBe("WITHDRAWN");
      // As often as it is sent, and without publishing, too.
      expect(outcomes(await desk.waiting({ uri, pubstatus, versioncreated: later(1) }))).toEqual(["UNCHANGED"]);
      expect(await desk.publishing(item(uri, { versioncreated: later(2) }))).toEqual([FINAL]);
      expect(await desk.read(uri)).toBeNull();
    },
  );

  test.each(["withheld", "stat:withheld", "Withheld"])("without a body, « %s » holds back", async (pubstatus) => {
    const uri = `urn:hold:${pubstatus}`;
    await desk.publishing(item(uri));

    expect(outcomes(await desk.publishing({ uri, pubstatus, versioncreated: later(1) }))).toEqual(["UPDATED"]);

    expect(await desk.read(uri)).toBeNull();
    expect(await desk.statusOf(uri)).toBe("DRAFT");
    // The desk has what there was.
    expect(await desk.asDesk(uri, "body { text }")).toEqual({ body: { text: "Body text here." } });
  });

  test("without a body, an embargo holds back until it ends, and moves nothing", async () => {
    await desk.publishing(item("urn:embargo"));

    const hold = await desk.publishing({ uri: "urn:embargo", embargoed: TONIGHT, versioncreated: later(1) });

    expect(outcomes(hold)).toEqual(["UPDATED"]);
    expect(await desk.read("urn:embargo")).toBeNull();
    expect(await desk.statusOf("urn:embargo")).toBe("SCHEDULED");
    desk.clock.now = new Date(TONIGHT);
    expect(await desk.read("urn:embargo")).toEqual(whole("H"));
  });

  test.each(["canceled", "withheld"])("with a lower version, « %s » takes effect", async (pubstatus) => {
    const uri = `urn:lower:${pubstatus}`;
    await desk.publishing(item(uri, { version: "5" }));

    await desk.publishing({ uri, pubstatus, version: "3", versioncreated: later(-1) });

    expect(await desk.read(uri)).toBeNull();
  });

  test.each(["canceled", "withheld"])("after the desk has edited the story, « %s » takes effect", async (pubstatus) => {
    const uri = `urn:edited:${pubstatus}`;
    await desk.publishing(item(uri));
    await desk.write(`updateArticle(id: "${await desk.idOf(uri)}", patch: { headline: "By the desk" })`);
    expect(await desk.read(uri)).toEqual(whole("By the desk"));

    await desk.publishing({ uri, pubstatus, versioncreated: later(1) });

    expect(await desk.read(uri)).toBeNull();
  });

  test.each(["canceled", "withheld"])(
    "with a faulty field elsewhere, « %s » takes effect, and the report says so",
    async (pubstatus) => {
      const uri = `urn:faulty:${pubstatus}`;
      await desk.publishing(item(uri));

      const [report] = await desk.publishing(item(uri, { pubstatus, urgency: 99, versioncreated: later(1) }));

      expect(await desk.read(uri)).toBeNull();
      expect(report?.problems.map(({ path }) => path)).toEqual([["urgency"]]);
    },
  );

  const storyline = (uri: string, changes: object) => ({ uri, type: "composite", profile: "storyline", ...changes });

  test.each([
    ["canceled", { pubstatus: "canceled" }, "WITHDRAWN"],
    ["withheld", { pubstatus: "withheld" }, "DRAFT"],
    ["embargoed", { embargoed: TONIGHT }, "SCHEDULED"],
  ])("in the form of a storyline, « %s » takes effect", async (said, hold, status) => {
    const uri = `urn:formed:${said}`;
    await desk.publishing(item(uri));

    expect(outcomes(await desk.publishing(storyline(uri, hold)))).toEqual(["UPDATED"]);
    expect(await desk.read(uri)).toBeNull();
    expect(await desk.statusOf(uri)).toBe(status);
  });

  test("in the form of a storyline, of a story that is not known, is remembered", async () => {
    await desk.publishing(storyline("urn:formed:late", { pubstatus: "canceled" }));

    expect(await desk.publishing(item("urn:formed:late"))).toEqual([FINAL]);
    expect(await desk.read("urn:formed:late")).toBeNull();
  });

  test("of a storyline is refused, as often as it is sent", async () => {
    const associations = [{ name: "entry-1", rel: "entry", uri: "urn:on-line" }];
    await desk.publishing(
      item("urn:on-line"),
      storyline("urn:line", { headlines: [{ value: "The line" }], associations }),
    );
    const kill = () => desk.publishing(storyline("urn:line", { pubstatus: "canceled" }));
    const refused = {
      outcome: "REJECTED",
      problems: [
        { message: "is no article of ours", path: [] },
        { message: "must not hold back a storyline: readers see it as soon as it is written", path: ["pubstatus"] },
      ],
    };

    expect([await kill(), await kill()]).toEqual([[refused], [refused]]);
    expect(await desk.reader("{ storylines { nodes { title } } }")).toEqual({
      storylines: { nodes: [{ title: "The line" }] },
    });
  });

  test("of a story that is not known is remembered: its late first version stays down", async () => {
    await desk.publishing({ uri: "urn:late", pubstatus: "canceled", versioncreated: later(1) });

    const late = await desk.publishing(item("urn:late"));

    expect(late).toEqual([{ outcome: "STALE", problems: [] }]);
    expect(await desk.read("urn:late")).toBeNull();
    expect(await desk.told("urn:late")).toEqual([]);
  });

  test("a faulty kill of a story that is not known is remembered, too", async () => {
    const [kill] = await desk.publishing({ uri: "urn:late-2", pubstatus: "canceled", urgency: "x" });
    const late = await desk.publishing(item("urn:late-2"));
    await desk.publishing(item("urn:pointing", mention("urn:late-2")));

    expect(kill?.outcome).toBe("UNCHANGED");
    expect(late).toEqual([FINAL]);
    expect(await desk.read("urn:late-2")).toBeNull();
  });

  test("is lifted by what is later than both the hold and what we have, and by nothing else", async () => {
    await desk.publishing(item("urn:lifted"));
    await desk.publishing({ uri: "urn:lifted", pubstatus: "withheld", versioncreated: later(2) });

    await desk.publishing(item("urn:lifted", { headline: "Earlier than the hold", versioncreated: later(1) }));
    expect(await desk.read("urn:lifted")).toBeNull();
    await desk.waiting(item("urn:lifted", { headline: "Without publishing", versioncreated: later(3) }));
    expect(await desk.read("urn:lifted")).toBeNull();
    await desk.publishing(item("urn:lifted", { headline: "Later", versioncreated: later(4) }));
    expect(await desk.read("urn:lifted")).toEqual(whole("Later"));
  });

  test("that was lifted since does not come back by being sent again; another one does hold", async () => {
    const hold = { uri: "urn:again", pubstatus: "withheld", version: "3", versioncreated: later(1) };
    await desk.publishing(item("urn:again", { version: "2" }));
    await desk.publishing(hold);
    expect(await desk.read("urn:again")).toBeNull();
    await desk.publishing(item("urn:again", { version: "4", versioncreated: later(2) }));

    await desk.publishing(hold);
    expect(await desk.read("urn:again")).toEqual(whole("H"));
    await desk.publishing({ ...hold, versioncreated: later(3) });
    expect(await desk.read("urn:again")).toBeNull();
  });
});

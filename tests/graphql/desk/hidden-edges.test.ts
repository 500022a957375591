import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holderOf } from "../../support/holder.ts";
import { brief, EDITOR, follow } from "../change/follow.ts";
import { item, later, MADE, mention, startSourcedDesk, type SourcedDesk } from "./sourced-desk.ts";

/* What a newsroom does with the edges of a public story to hidden ones is nothing that readers can notice. */

const HOST = "urn:host";
const OTHER = { uri: "urn:open", type: "text", rel: "read-also", headline: "Open", versioncreated: MADE };

let desk: SourcedDesk;
let host: string;
beforeAll(async () => {
  desk = await startSourcedDesk();
  await desk.publishing(item("urn:open"), item("urn:held", { pubstatus: "withheld" }), item("urn:pulled"));
  await desk.publishing(item(HOST, { associations: { "end-1": OTHER } }));
  host = await desk.idOf(HOST);
});
afterAll(() => desk[Symbol.asyncDispose]());

const KNOWN = `{ article(uri: "${HOST}") { version modified { iso } updated { iso } versions { nodes { version at changedFields } }
  related { edges { position node { uri } } totalCount } } }`;
/** All that readers know of the story, its documents' headers among that. */
async function known() {
  return { answer: await desk.reader(KNOWN), told: await desk.told(HOST) };
}
const versionFor = async () => (await desk.asDesk<{ version: number }>(HOST, "version")).version;
const draw = async (uris: string[]) => {
  const ids = await Promise.all(uris.map((uri) => desk.idOf(uri)));
  const items = ids.map((id) => `{ articleId: "${id}" }`).join(" ");
  return desk.write(
    `setRelated(articleId: "${host}", placement: SIDEBAR, items: [${items}])`,
    "problems { code message } article { version }",
  );
};

describe("An edge to a hidden story", () => {
  test("that the desk draws, moves or removes is a version for the desk alone", async () => {
    const before = await known();
    const { token } = await follow(desk);
    const { token: deskToken } = await follow(desk, {}, EDITOR);

    expect(await draw(["urn:held"])).toEqual({ problems: [], article: { version: 2 } });
    expect(await draw(["urn:held"])).toEqual({ problems: [], article: { version: 2 } });
    expect(await draw([])).toEqual({ problems: [], article: { version: 3 } });
    await draw(["urn:held"]);

    expect(await known()).toEqual(before);
    expect(brief((await follow(desk, { since: token })).changes)).toEqual([]);
    expect(await versionFor()).toBe(4);
    expect(brief((await follow(desk, { since: deskToken }, EDITOR)).changes)).toContain(`RELATIONS_CHANGED ${HOST}`);
  });

  test("that its source sends leaves version and times as they were, until something shows", async () => {
    const before = await known();
    const { token } = await follow(desk);
    const { associations } = mention("urn:held");
    const sent = { associations: { "end-1": OTHER, "end-2": { ...associations["end-1"], pubstatus: "withheld" } } };
    expect((await desk.publishing(item(HOST, { ...sent, versioncreated: later(1) })))[0]?.outcome).toBe("UPDATED");
    const unknown = { "end-3": { ...associations["end-1"], uri: "urn:unknown", pubstatus: "withheld" } };
    await desk.publishing(item(HOST, { associations: { ...sent.associations, ...unknown }, versioncreated: later(2) }));
    expect(await known()).toEqual(before);
    expect(brief((await follow(desk, { since: token })).changes)).toEqual([]);
    expect(await versionFor()).toBe(6);
  });

  test("counts for `ifVersion` as the caller's view has it", async () => {
    const operation = `mutation { setRelated(articleId: "${host}", placement: SIDEBAR, items: [], ifVersion: 1) { problems { code message } } }`;
    expect((await desk.desk<{ setRelated: object }>(operation)).setRelated).toEqual({
      problems: [{ code: "VERSION_CONFLICT", message: "The article is at version 6, not 1." }],
    });
    const writer = { viewer: holderOf("content:read", "content:write"), view: "PUBLIC" as const };
    expect((await desk.query(operation, undefined, writer)).data).toEqual({ setRelated: { problems: [] } });
    await draw(["urn:held"]);
  });

  test("is told when its story appears, with the version that readers know", async () => {
    const { token } = await follow(desk);
    await desk.publishing(item("urn:held", { versioncreated: later(3) }));
    const { changes } = await follow(desk, { since: token });
    expect(changes.map(({ kind, article, version }) => [kind, article?.uri, version])).toContainEqual([
      "RELATIONS_CHANGED",
      HOST,
      1,
    ]);
    const { article } = await desk.reader<{ article: { version: number; related: { edges: object[] } } }>(KNOWN);
    expect([article.version, article.related.edges]).toEqual([
      1,
      [
        { position: 1, node: { uri: "urn:held" } },
        { position: 1, node: { uri: "urn:open" } },
        { position: 2, node: { uri: "urn:held" } },
      ],
    ]);
  });

  test("is told with another to a story that readers see, and with whatever else changes", async () => {
    await desk.publishing(item("urn:held", { pubstatus: "withheld", versioncreated: later(4) }));
    const { token } = await follow(desk);
    await draw(["urn:held", "urn:pulled"]);
    expect(brief((await follow(desk, { since: token })).changes)).toContain(`RELATIONS_CHANGED ${HOST}`);
    expect(await desk.reader(KNOWN)).toMatchObject({ article: { version: await versionFor() } });

    const before = await versionFor();
    await desk.write(`updateArticle(id: "${host}", patch: { headline: "New" })`);
    expect(await desk.reader(KNOWN)).toMatchObject({ article: { version: before + 1 } });
  });

  test("that goes with the last mention of a story known from it alone is told, as readers saw that", async () => {
    await desk.publishing(item("urn:by", mention("urn:alone")));
    const { token } = await follow(desk);
    expect((await desk.publishing(item("urn:by", { versioncreated: later(1) })))[0]?.outcome).toBe("UPDATED");
    expect(brief((await follow(desk, { since: token })).changes)).toContain("RELATIONS_CHANGED urn:by");
    expect(await desk.reader(`{ article(uri: "urn:by") { version } }`)).toEqual({ article: { version: 2 } });
  });
});

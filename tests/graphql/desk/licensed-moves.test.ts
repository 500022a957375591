import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "../../../src/content/viewer.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { holderOf } from "../../support/holder.ts";
import { text } from "./desk-gateway.ts";

const section = (...slugs: string[]) => slugs.map((slug) => ({ slug, name: slug }));

const BEYOND = {
  code: "BEYOND_CALLER",
  message: "The caller is not licensed for the section that the story is in.",
  path: ["patch", "sectionId"],
};

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
let sportsWriter: Viewer;
const everything = holderOf("content:read", "content:desk", "content:write");
/** It reads no bodies. */
const feeder: Viewer = { ...holderOf("content:desk", "content:write"), licensedSections: [] };

beforeAll(async () => void (gateway = await startTestGateway()));
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(async () => {
  await gateway.database.execute("truncate articles restart identity cascade");
  await gateway.save(
    draftOf("asia", { section: section("world", "asia"), related: [edgeTo("stub", { publishedAt: new Date(0) })] }),
    draftOf("sport", { section: section("sport") }),
    draftOf("goal", { section: section("sport", "football") }),
    draftOf("culture", { section: section("culture") }),
    draftOf("nowhere"),
  );
  sportsWriter = { ...everything, licensedSections: [await sectionOf("sport")] };
  anyoneReads();
});

/** As if the gateway had been started with it. */
const anyoneReads = (...anonymousLicence: string[]) => Object.assign(gateway.settings, { anonymousLicence });

const keyOf = async (sql: string) => ((await gateway.database.execute(sql))[0] as { id: number }).id;
const sectionOf = (path: string) => keyOf(`select id::int from sections where path = '${path}'`);
const articleOf = (uri: string) => keyOf(`select id::int from articles where uri = '${uri}'`);

async function move(viewer: Viewer, uri: string, path: string | null) {
  const target = path === null ? "null" : `"Section:${await sectionOf(path)}"`;
  const patch = `{ sectionId: ${target}, urgency: 3 }`;
  return payloadOf(viewer, `updateArticle(id: "Article:${await articleOf(uri)}", patch: ${patch})`);
}

async function correct(viewer: Viewer, uri: string, path: string) {
  const args = `kind: UPDATE, note: "Moved.", patch: { sectionId: "Section:${await sectionOf(path)}" }`;
  return payloadOf(viewer, `correctArticle(id: "Article:${await articleOf(uri)}", ${args})`);
}

interface Payload {
  problems: object[];
  article: { section: { path: string } | null; body: { text: string } | null; access: { body: string } } | null;
}

async function payloadOf(viewer: Viewer, mutation: string): Promise<Payload> {
  const answer = "problems { code message path } article { section { path } access { body } body { text } }";
  const { data, errors } = await gateway.query<{ payload: Payload }>(
    `mutation { payload: ${mutation} { ${answer} } }`,
    undefined,
    { viewer, view: "DESK" },
  );
  expect(errors).toBeUndefined();
  return data.payload;
}

const landed = (path: string | null, body: string) => ({
  problems: [],
  article: {
    section: path && { path },
    access: { body },
    body: body === "GRANTED" ? { text: "Two words." } : null,
  },
});
const REFUSED = { problems: [BEYOND], article: null };

describe("A writer who is licensed for one section", () => {
  test("does not move a story into it, nor below it, nor does a correction", async () => {
    const versions = async () =>
      gateway.database.execute("select article_id, version from article_versions order by 1");
    const before = await versions();

    expect(await move(sportsWriter, "asia", "sport")).toEqual(REFUSED);
    expect(await move(sportsWriter, "asia", "sport/football")).toEqual(REFUSED);
    expect(await move(sportsWriter, "nowhere", "sport")).toEqual(REFUSED);
    expect(await correct(sportsWriter, "asia", "sport")).toEqual(REFUSED);
    expect(await versions()).toEqual(before);
  });

  test("moves one within it, out of it and outside of it, and reads no more than before", async () => {
    expect(await move(sportsWriter, "sport", "sport/football")).toEqual(landed("sport/football", "GRANTED"));
    expect(await move(sportsWriter, "goal", "world")).toEqual(landed("world", "DENIED_LICENCE"));
    expect(await move(sportsWriter, "goal", "sport")).toEqual(REFUSED);
    expect(await move(sportsWriter, "asia", "culture")).toEqual(landed("culture", "DENIED_LICENCE"));
    expect(await move(sportsWriter, "culture", null)).toEqual(landed(null, "DENIED_LICENCE"));
  });

  test("files what has no body there, and a story of their own", async () => {
    const sectionId = `"Section:${await sectionOf("sport")}"`;
    const input = `{ headline: "Match", language: "en", sectionId: ${sectionId}, bodyHtml: "<p>Two words.</p>" }`;

    expect((await move(sportsWriter, "stub", "sport")).problems).toEqual([]);
    expect(await payloadOf(sportsWriter, `createArticle(input: ${input})`)).toEqual(landed("sport", "GRANTED"));
  });

  test("who is licensed for all sections moves any story anywhere", async () => {
    expect(await move(everything, "asia", "sport")).toEqual(landed("sport", "GRANTED"));
  });

  test("who reads no bodies at all gains nothing by a move", async () => {
    expect(await move(feeder, "asia", "sport")).toEqual(landed("sport", "DENIED_SCOPE"));
  });
});

describe("What the source has newer of a story", () => {
  test("does not move it into the licence of who takes it", async () => {
    const article = await articleOf("culture");
    const take = (viewer: Viewer) =>
      payloadOf(viewer, `settleFromSource(id: "Article:${article}", take: ["headline", "section"])`);
    await payloadOf(
      everything,
      `updateArticle(id: "Article:${article}", patch: { sectionId: "Section:${await sectionOf("world")}", headline: "Ours" })`,
    );
    await gateway.save(draftOf("culture", { section: section("sport"), headline: "Theirs", version: 2 }));

    expect(await take(sportsWriter)).toEqual({ problems: [{ ...BEYOND, path: ["take", "1"] }], article: null });
    expect(await take(everything)).toEqual(landed("sport", "GRANTED"));
  });
});

describe("Where anyone may read a section", () => {
  test("a writer does not move a story there that they may not read", async () => {
    anyoneReads("sport");

    expect(await move(feeder, "asia", "sport")).toEqual(REFUSED);
    expect(await move(feeder, "asia", "culture")).toEqual(landed("culture", "DENIED_SCOPE"));
  });

  test("or all of them, a key for one still gains nothing in the desk's view", async () => {
    Object.assign(gateway.settings, { anonymousLicence: undefined });

    expect(await move(sportsWriter, "asia", "sport")).toEqual(REFUSED);
    expect(await move(feeder, "asia", "sport")).toEqual(landed("sport", "DENIED_SCOPE"));
  });
});

describe("Mutation.ingest by a writer who is licensed for one section", () => {
  interface Item {
    outcome: string;
    notes: string[];
    article: { headline: string; section: { path: string } | null; body: { text: string } | null };
  }

  async function ingest(viewer: Viewer, uri: string, path: string): Promise<Item> {
    const item = {
      standard: { name: "ninjs", version: "3.0" },
      uri,
      type: "text",
      language: "en",
      versionCreated: "2026-11-22T08:00:00Z",
      headlines: [{ role: "main", contentType: "text/plain", value: `${uri} again` }],
      bodies: [{ role: "main", contentType: "application/xhtml+xml", value: "<p>Other words.</p>" }],
      subjects: [{ rel: "section", name: path, literal: path }],
    };
    const { data } = await gateway.query<{ ingest: { problems: object[]; items: [Item] } }>(
      `mutation { ingest(format: NINJS, document: ${text(JSON.stringify(item))}, publish: true) { problems { code }
        items { outcome notes article { headline section { path } body { text } } } } }`,
      undefined,
      { viewer, view: "DESK" },
    );
    expect(data.ingest.problems).toEqual([]);
    return data.ingest.items[0];
  }

  const STAYS = "The story stays in its section: the caller is not licensed for it.";

  test("a new version leaves the story in its section, and says so", async () => {
    const item = await ingest(sportsWriter, "asia", "sport");

    expect(item).toMatchObject({
      outcome: "UPDATED",
      article: { headline: "asia again", section: { path: "world/asia" }, body: null },
    });
    expect(item.notes).toContain(STAYS);
    const nowhere = await ingest(sportsWriter, "nowhere", "sport/football");
    expect(nowhere).toMatchObject({ outcome: "UPDATED", article: { section: null, body: null } });
    expect(nowhere.notes).toContain(STAYS);
    expect((await ingest(sportsWriter, "nowhere", "sport/football")).outcome).toBe("UNCHANGED");
  });

  test.each([
    ["is new", "fresh", "sport"],
    ["had no body", "stub", "sport"],
    ["was in the licence", "sport", "sport/football"],
  ])("what %s goes where its source says", async (_why, uri, path) => {
    const item = await ingest(sportsWriter, uri, path);

    expect(item.article).toEqual({ headline: `${uri} again`, section: { path }, body: { text: "Other words." } });
    expect(item.notes).not.toContain(STAYS);
  });

  test("whoever is licensed for all sections moves any story", async () => {
    expect((await ingest(everything, "culture", "sport")).article).toMatchObject({ section: { path: "sport" } });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../../src/content/viewer.ts";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { holderOf } from "../../support/holder.ts";
import { text } from "./desk-gateway.ts";

/*
 * A picture in a body is a part of it. Who writes elsewhere, without a licence for that body, does not get to its pictures'
 * words by showing them in a story of their own.
 */

const urlOf = (name: string) => `https://img.example/${name}.jpg`;
const pictureOf = (name: string) => ({
  url: urlOf(name),
  alt: `${name} alt`,
  caption: `${name} caption`,
  credit: `${name} credit`,
  renditions: [],
});

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
let sportsWriter: Viewer;
const everything = holderOf("content:read", "content:desk", "content:write");
beforeAll(async () => {
  gateway = await startTestGateway({ anonymousLicence: [] });
  await gateway.save(
    draftOf("world", {
      section: [{ slug: "world", name: "World" }],
      images: [pictureOf("lead"), pictureOf("body")],
      leadImage: urlOf("lead"),
      body: [{ type: "IMAGE", image: urlOf("body") }],
    }),
    draftOf("sport", {
      section: [{ slug: "sport", name: "Sport" }],
      images: [pictureOf("own")],
      body: [{ type: "IMAGE", image: urlOf("own") }],
    }),
  );
  const sport = await keyOf("select id::int from sections where path = 'sport'");
  sportsWriter = { ...everything, licensedSections: [sport] };
});
afterAll(() => gateway[Symbol.asyncDispose]());

const keyOf = async (sql: string) => ((await gateway.database.execute(sql))[0] as { id: number }).id;
const imageOf = async (name: string) =>
  `Image:${await keyOf(`select id::int from images where url = '${urlOf(name)}'`)}`;

interface Payload {
  problems: { code: string; path: string[] }[];
  article: { leadImage: object | null } | null;
}

async function write(viewer: Viewer, mutation: string): Promise<Payload> {
  const { data, errors } = await gateway.query<{ payload: Payload }>(
    `mutation { payload: ${mutation} { problems { code path } article { leadImage { alt caption credit } } } }`,
    undefined,
    { viewer, view: "DESK" },
  );
  expect(errors).toBeUndefined();
  return data.payload;
}

const create = (viewer: Viewer, input: string) =>
  write(viewer, `createArticle(input: { headline: "New", language: "en", ${input} })`);
const wordsOf = (name: string) => ({
  problems: [],
  article: { leadImage: { alt: `${name} alt`, caption: `${name} caption`, credit: `${name} credit` } },
});

describe("A writer who is licensed for one section", () => {
  test.each([
    ["lead", "leads a story, as everyone sees"],
    ["own", "stands in a body that they may read"],
  ])("takes over the %s picture with its words: it %s", async (name) => {
    expect(await create(sportsWriter, `leadImageId: "${await imageOf(name)}"`)).toEqual(wordsOf(name));
    expect(await create(sportsWriter, `bodyHtml: ${text(`<img src="${urlOf(name)}">`)}`)).toEqual(wordsOf(name));
  });

  test("knows no picture of another body by its key, not for that story either, and by its address no words", async () => {
    const leadImageId = `leadImageId: "${await imageOf("body")}"`;
    const world = await keyOf("select id::int from articles where uri = 'world'");
    const problem = (at: string) => ({ problems: [{ code: "NOT_FOUND", path: [at, "leadImageId"] }], article: null });

    expect(await create(sportsWriter, leadImageId)).toEqual(problem("input"));
    expect(await write(sportsWriter, `updateArticle(id: "Article:${world}", patch: { ${leadImageId} })`)).toEqual(
      problem("patch"),
    );
    expect(await create(sportsWriter, `bodyHtml: ${text(`<img src="${urlOf("body")}">`)}`)).toEqual({
      problems: [],
      article: { leadImage: { alt: "", caption: null, credit: null } },
    });
  });

  test("who is licensed for all sections takes over any", async () => {
    expect(await create(everything, `leadImageId: "${await imageOf("body")}"`)).toEqual(wordsOf("body"));
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../../support/draft.ts";
import { type DeskGateway, NOW, startDesk } from "./desk-gateway.ts";

const world = { slug: "world", name: "World" };
const asia = { slug: "asia", name: "Asia" };
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));

let desk: DeskGateway;
let ids: Map<string, string>;
beforeAll(async () => {
  desk = await startDesk();
  const saved = await desk.save(
    ...[1, 2, 3, 4].map((hour) => draftOf(`urn:w${hour}`, { section: [world], publishedAt: at(hour) })),
    draftOf("urn:a5", { section: [world, asia], publishedAt: at(5) }),
    draftOf("urn:elsewhere", { publishedAt: at(6) }),
    draftOf("urn:draft", { section: [world], status: "DRAFT", publishedAt: at(7) }),
    draftOf("urn:later", { section: [world], publishedAt: new Date(NOW.getTime() + 60_000) }),
  );
  ids = new Map(saved.map(({ uri, id }) => [uri.slice("urn:".length), `Article:${id}`]));
});
afterAll(() => desk[Symbol.asyncDispose]());

interface Slot {
  position: number;
  pinned: boolean;
  headline: string;
  article: { uri: string };
}
const FRONT = "position pinned headline article { uri }";
const setFront = (...slots: string[]) =>
  desk.write<{ problems: object[]; purgedTags: string[]; section: { front: Slot[] } | null }>(
    `setFront(sectionId: "Section:1", slots: [${slots.join(" ")}])`,
    `problems { code message path } purgedTags section { path front(first: 2) { ${FRONT} } }`,
  );
const slot = (name: string, headline?: string) =>
  `{ articleId: "${ids.get(name) ?? name}"${headline === undefined ? "" : `, headline: "${headline}"`} }`;
const front = async (args = "", path = "world", ask = desk.reader) => {
  const { section } = await ask<{ section: { front: Slot[] } }>(
    `{ section(path: "${path}") { front${args} { ${FRONT} } } }`,
  );
  expect(section.front.map(({ position }) => position)).toEqual(section.front.map((_, index) => index + 1));
  return section.front.map(
    ({ pinned, headline, article }) =>
      `${pinned ? "* " : ""}${article.uri}${headline === article.uri ? "" : ` ${headline}`}`,
  );
};

describe("Section.front", () => {
  test("without anything curated, the latest of the section and those below it", async () => {
    expect(await front()).toEqual(["urn:a5", "urn:w4", "urn:w3", "urn:w2", "urn:w1"]);
    expect(await front("(first: 2)")).toEqual(["urn:a5", "urn:w4"]);
    expect(await front("", "world/asia")).toEqual(["urn:a5"]);
  });

  test("curated stories first, of any section, in the desk's order and words, then the latest, none twice", async () => {
    expect(await setFront(slot("w2", "Two!"), slot("elsewhere"))).toEqual({
      problems: [],
      purgedTags: ["Section:1"],
      section: {
        path: "world",
        front: [
          { position: 1, pinned: true, headline: "Two!", article: { uri: "urn:w2" } },
          { position: 2, pinned: true, headline: "urn:elsewhere", article: { uri: "urn:elsewhere" } },
        ],
      },
    });

    expect(await front()).toEqual(["* urn:w2 Two!", "* urn:elsewhere", "urn:a5", "urn:w4", "urn:w3", "urn:w1"]);
    expect(await front("(first: 3)")).toEqual(["* urn:w2 Two!", "* urn:elsewhere", "urn:a5"]);
    expect(await front("(first: 1)")).toEqual(["* urn:w2 Two!"]);
  });

  test("what readers may not see is skipped until they may; the desk sees it", async () => {
    await setFront(slot("draft"), slot("later"), slot("w1"));

    expect(await front("(first: 3)")).toEqual(["* urn:w1", "urn:a5", "urn:w4"]);
    desk.clock.now = new Date(NOW.getTime() + 60_000);
    expect(await front("(first: 3)")).toEqual(["* urn:later", "* urn:w1", "urn:a5"]);
    desk.clock.now = NOW;
    expect(await front("(first: 3)", "world", desk.desk)).toEqual(["* urn:draft", "* urn:later", "* urn:w1"]);
  });

  test("of all sections at once in one statement, the slot's headline without asking for its article, too", async () => {
    const { data, statementCount } = await desk.query(
      `{ sections(rootOnly: false) { path front(first: 1) { headline } } }`,
    );

    expect(data).toEqual({
      sections: [
        { path: "world/asia", front: [{ headline: "urn:a5" }] },
        { path: "world", front: [{ headline: "urn:w1" }] },
      ],
    });
    expect(statementCount).toBe(1);
  });

  test("a page size out of range is PAGE_SIZE_INVALID", async () => {
    const { errors } = await desk.query(`{ section(path: "world") { front(first: 101) { headline } } }`);

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["PAGE_SIZE_INVALID"]);
  });
});

describe("Mutation.setFront", () => {
  test("none takes everything off", async () => {
    expect(await setFront()).toMatchObject({ problems: [] });
    expect(await front("(first: 1)")).toEqual(["urn:a5"]);
  });

  test.each([
    [["Article:999"], "NOT_FOUND", "slots.0.articleId", "There is no Article:999."],
    [["w1", "w2", "w1"], "DUPLICATE", "slots.2.articleId", "This is there already."],
    [["Tag:1"], "ID_INVALID", "slots.0.articleId", "Tag:1 is no Article."],
    [Array.from({ length: 101 }, () => "w1"), "TOO_MANY", "slots", "At most 100 are taken, got 101."],
  ])("%.40j is refused: %s, and the front stays", async (...[list, code, path, message]) => {
    await setFront(slot("w3"));

    const { problems, section } = await setFront(...list.map((name) => slot(name)));

    expect([problems[0], section]).toEqual([{ code, message, path: path.split(".") }, null]);
    expect(await front("(first: 1)")).toEqual(["* urn:w3"]);
  });

  test("a withdrawn story, too long words, a section that is none", async () => {
    await desk.save(draftOf("urn:w4", { version: 2, status: "WITHDRAWN" }));

    expect(await setFront(slot("w4"))).toMatchObject({
      problems: [{ code: "WITHDRAWN", path: ["slots", "0", "articleId"] }],
    });
    expect(await setFront(slot("w1", "x".repeat(1_001)))).toMatchObject({
      problems: [{ code: "TOO_LONG", path: ["slots", "0", "headline"] }],
    });
    expect(
      await desk.write(
        `setFront(sectionId: "Section:99", slots: [])`,
        "problems { code path } section { path } purgedTags",
      ),
    ).toEqual({ problems: [{ code: "NOT_FOUND", path: ["sectionId"] }], section: null, purgedTags: [] });
  });
});

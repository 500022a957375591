import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { ask, brief, EDITOR, follow, poll } from "./follow.ts";

const WORLD = { slug: "world", name: "World" };
const ASIA = { slug: "asia", name: "Asia" };
const SPORT = { slug: "sport", name: "Sport" };

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
let sections: Record<string, string>;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(draftOf("urn:asia", { section: [WORLD, ASIA] }));
  await gateway.save(draftOf("urn:sport", { section: [SPORT], language: "fr" }));
  await gateway.save(draftOf("urn:none", { language: "de" }));
  await gateway.save(draftOf("urn:moving", { section: [WORLD] }));
  await gateway.save(draftOf("urn:moving", { section: [SPORT] }));
  await gateway.save(draftOf("urn:none", { language: "en" }));
  await gateway.save(draftOf("urn:sport", { status: "DRAFT", section: [ASIA], language: "ko" }));
  const { data } = await gateway.query<{ sections: { path: string; id: string }[] }>(
    "{ sections(rootOnly: false) { path id } }",
    undefined,
    EDITOR,
  );
  sections = Object.fromEntries(data.sections.map(({ path, id }) => [path, id]));
});
afterAll(() => gateway[Symbol.asyncDispose]());

const told = async (filter: object, seen?: typeof EDITOR) => brief((await follow(gateway, { filter }, seen)).changes);
const ofSections = (...paths: string[]) => ({ sections: paths.map((path) => sections[path]) });

describe("ChangeFilter", () => {
  test("lets everything through when it is empty", async () => {
    const all = await told({});

    expect(all).toHaveLength(7);
    expect(await told({ kinds: [], sections: [], languages: [] })).toEqual(all);
  });

  test("by kind goes by what the reader is told, and holds back no removal", async () => {
    expect(await told({ kinds: ["WITHDRAWN"] })).toEqual(["WITHDRAWN urn:sport"]);
    expect(await told({ kinds: ["UPDATED", "DELETED"] })).toEqual([
      "UPDATED urn:moving",
      "UPDATED urn:none",
      "WITHDRAWN urn:sport",
    ]);
    expect(await told({ kinds: ["PUBLISHED"], languages: ["de", "fr"] })).toEqual([
      "PUBLISHED Article:2",
      "PUBLISHED urn:none",
      "LEFT Article:3",
      "WITHDRAWN urn:sport",
    ]);
  });

  test("by section takes those below it, and a story that leaves", async () => {
    expect(await told(ofSections("world"))).toEqual(["PUBLISHED urn:asia", "PUBLISHED urn:moving", "LEFT Article:4"]);
    expect(await told(ofSections("world/asia"))).toEqual(["PUBLISHED urn:asia"]);
  });

  test("by section does not tell where an unpublished story goes", async () => {
    expect(await told(ofSections("asia"))).toEqual([]);
    expect(await told(ofSections("sport"))).toEqual([
      "PUBLISHED Article:2",
      "UPDATED urn:moving",
      "WITHDRAWN urn:sport",
    ]);
    expect(await told(ofSections("asia"), EDITOR)).toEqual(["WITHDRAWN urn:sport"]);
  });

  test("by language takes a story that changes its own, and not the one of an unpublished draft", async () => {
    expect(await told({ languages: ["de"] })).toEqual(["PUBLISHED urn:none", "LEFT Article:3"]);
    expect(await told({ languages: ["fr"] })).toEqual(["PUBLISHED Article:2", "WITHDRAWN urn:sport"]);
    expect(await told({ languages: ["ko"] })).toEqual([]);
    expect(await told({ languages: ["ko"] }, EDITOR)).toEqual(["WITHDRAWN urn:sport"]);
  });

  test("takes all its parts together", async () => {
    expect(await told({ ...ofSections("sport"), languages: ["en"], kinds: ["UPDATED"] })).toEqual([
      "UPDATED urn:moving",
    ]);
  });

  test("tells of a story that left it that it is to be removed, though it is there", async () => {
    const { changes } = await follow(gateway, { filter: ofSections("world") });

    expect(changes.at(-1)).toMatchObject({
      kind: "LEFT",
      entityId: "Article:4",
      article: null,
      tombstone: null,
      version: 2,
    });
    const { data } = await gateway.query<{ changes: { changes: object[] } }>(
      `query ($filter: ChangeFilter) { changes(filter: $filter) { changes { kind entityId node { id } } } }`,
      { filter: { ...ofSections("world"), types: ["ARTICLE"] } },
    );
    expect(data.changes.changes).toEqual([
      { kind: "PUBLISHED", entityId: "Article:1", node: { id: "Article:1" } },
      { kind: "PUBLISHED", entityId: "Article:4", node: { id: "Article:4" } },
      { kind: "LEFT", entityId: "Article:4", node: null },
    ]);
  });

  test("lets a kill through to who was told of the story before it left, though it is another section's", async () => {
    await using own = await startTestGateway();
    await own.save(draftOf("urn:killed", { section: [WORLD] }));
    await own.save(draftOf("urn:killed", { section: [SPORT] }));
    await own.save(draftOf("urn:killed", { section: [SPORT], status: "WITHDRAWN" }));
    const filter = { sections: ["Section:1"], kinds: ["PUBLISHED"] };

    expect(brief((await follow(own, { filter })).changes)).toEqual(["PUBLISHED Article:1", "LEFT Article:1"]);
    expect(brief((await follow(own, { filter: { sections: ["Section:2"] } })).changes)).toEqual([
      "UPDATED Article:1",
      "WITHDRAWN urn:killed",
    ]);
  });

  test("lets a story go that is back, and is not for it any more", async () => {
    await using own = await startTestGateway();
    await own.save(draftOf("urn:back", { language: "fr" }));
    await own.save(draftOf("urn:back", { language: "fr", status: "DRAFT" }));
    await own.save(draftOf("urn:back", { language: "en" }));
    const { changes } = await follow(own, { filter: { languages: ["fr"] } });

    expect(changes.map(({ kind, article }) => [kind, article?.uri])).toEqual([
      ["PUBLISHED", "urn:back"],
      ["WITHDRAWN", undefined],
    ]);
  });

  test("does not hold up the token: what was left out is not told later", async () => {
    const { nextToken } = await poll(gateway, { filter: { kinds: ["DELETED"] } });

    expect((await follow(gateway, { since: nextToken })).changes).toEqual([]);
  });

  test("pages by what it lets through", async () => {
    const filter = { kinds: ["UPDATED"], languages: ["en"] };
    const first = await poll(gateway, { filter, first: 1 });
    const second = await poll(gateway, { filter, first: 1, since: first.nextToken });

    expect([brief(first.changes), first.hasMore]).toEqual([["UPDATED urn:moving"], true]);
    expect([brief(second.changes), second.hasMore]).toEqual([["UPDATED urn:none"], false]);
  });

  test.each([
    [{ sections: ["Tag:1"] }, "ID_INVALID"],
    [{ sections: ["world"] }, "ID_INVALID"],
    [{ languages: ["not a language"] }, "LOCALE_INVALID"],
    [{ kinds: ["MADE_UP"] }, "BAD_USER_INPUT"],
  ])("%j is refused with %s", async (filter, code) => {
    const { errors } = await ask(gateway, { filter });

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  test("looks through a bounded number of changes for a page", async () => {
    await using large = await startTestGateway();
    await large.database
      .execute(`insert into changes (write_id, entity_id, uri, kind, written_at, visible_from, was_visible_from,
        version, language, changed_fields, cache_tags)
      select gen_random_uuid(), n + 10000, 'urn:' || n, 'UPDATED', '2026-11-20', '-infinity', '-infinity', 1, 'en', '{}', '{}'
      from generate_series(1, 4500) as n`);
    await large.save(draftOf("urn:french", { language: "fr" }));
    const pages = [await poll(large, { filter: { languages: ["fr"] } })];
    while (pages.at(-1)?.hasMore)
      pages.push(await poll(large, { filter: { languages: ["fr"] }, since: pages.at(-1)?.nextToken }));

    expect(pages.map(({ changes, hasMore }) => [brief(changes), hasMore])).toEqual([
      [[], true],
      [[], true],
      [["PUBLISHED urn:french"], false],
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

const WORLD = { slug: "world", name: "World" };
const day = (date: number) => new Date(Date.UTC(2026, 10, date));
const topic = (...names: string[]) => names.map((name) => ({ kind: "TOPIC" as const, name, relevance: 1 }));
const by = (...names: string[]) => names.map((name) => ({ name, role: "AUTHOR" as const }));
const image = { url: "/lead.png", alt: "", renditions: [] };

const STORIES: Readonly<Record<string, Partial<ArticleDraft>>> = {
  a: { publishedAt: day(1), section: [WORLD], tags: topic("One"), contributors: by("Ada"), language: "en", urgency: 1 },
  b: {
    publishedAt: day(2),
    section: [WORLD, { slug: "europe", name: "Europe" }],
    tags: topic("One", "Two"),
    contributors: by("Bo"),
    language: "fr",
    urgency: 5,
  },
  c: {
    publishedAt: day(3),
    section: [{ slug: "sport", name: "Sport" }],
    contributors: by("Ada", "Bo"),
    language: "fr-CA",
    images: [image],
    leadImage: image.url,
  },
  d: { publishedAt: day(4), updatedAt: day(10), tags: topic("Two"), images: [image], leadImage: image.url, urgency: 9 },
  e: { publishedAt: day(5), updatedAt: day(11) },
};

const ids = new Map<string, string>();
let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(...Object.entries(STORIES).map(([uri, changes]) => draftOf(uri, changes)));
  for (const [type, table, name] of [
    ["Article", "articles", "uri"],
    ["Section", "sections", "slug"],
    ["Tag", "tags", "slug"],
    ["Contributor", "contributors", "slug"],
  ]) {
    for (const row of await gateway.database.execute(`select id, ${name} as name from ${table}`)) {
      const { id, name: key } = row as { id: string; name: string };
      ids.set(key, `${type}:${id}`);
    }
  }
});
afterAll(() => gateway[Symbol.asyncDispose]());

const ask = (filter: unknown) =>
  gateway.query<{ articles: { nodes: { uri: string }[]; totalCount: { value: number } } }>(
    `query ($filter: ArticleFilter) { articles(filter: $filter, orderBy: { direction: ASC }) { nodes { uri } totalCount { value } } }`,
    { filter },
  );

/** Names in place of ids, which no test should know. */
const withIds = (filter: object) =>
  JSON.parse(
    JSON.stringify(filter).replaceAll(/"@([\w-]+)"/g, (_, name: string) => JSON.stringify(ids.get(name))),
  ) as object;

describe("ArticleFilter", () => {
  test.each<[object | null, string]>([
    [null, "abcde"],
    [{}, "abcde"],
    [{ sections: ["@world"] }, "ab"],
    [{ sections: ["@europe"] }, "b"],
    [{ sections: ["@europe", "@sport", "@world"] }, "abc"],
    [{ tags: ["@one"] }, "ab"],
    [{ tags: ["@one", "@two"] }, "abd"],
    [{ contributors: ["@ada"] }, "ac"],
    [{ contributors: ["@ada", "@bo"] }, "abc"],
    [{ tags: ["Tag:999999"] }, ""],
    [{ published: { from: "2026-11-02T00:00:00Z" } }, "bcde"],
    [{ published: { from: "2026-11-02T00:00:00.001Z" } }, "cde"],
    [{ published: { to: "2026-11-02T00:00:00Z" } }, "a"],
    [{ published: { to: "2026-11-02T00:00:00.001Z" } }, "ab"],
    [{ published: { from: "2026-11-02T01:00:00+01:00", to: "2026-11-03T19:00:00-05:00" } }, "bc"],
    [{ published: { from: "2026-11-03T00:00:00Z", to: "2026-11-03T00:00:00Z" } }, ""],
    [{ published: { from: "2026-11-04T00:00:00Z", to: "2026-11-02T00:00:00Z" } }, ""],
    [{ published: { from: null, to: null }, updated: null }, "abcde"],
    [{ published: { from: "0001-01-01T00:00:00Z", to: "9999-12-31T23:59:59Z" } }, "abcde"],
    [{ updated: { from: "2026-11-10T00:00:00Z" } }, "de"],
    [{ updated: { from: "2026-11-10T00:00:00Z", to: "2026-11-11T00:00:00Z" } }, "d"],
    [{ languages: ["fr"] }, "b"],
    [{ languages: ["FR-ca", "en"] }, "acde"],
    [{ hasImage: true }, "cd"],
    [{ hasImage: false }, "abe"],
    [{ urgencyAtMost: 1 }, "a"],
    [{ urgencyAtMost: 5 }, "ab"],
    [{ urgencyAtMost: 2_147_483_647 }, "abd"],
    [{ urgencyAtMost: -1 }, ""],
    [{ excludeIds: ["@a", "@e", "Article:999999"] }, "bcd"],
    [{ sections: [], tags: [], contributors: [], languages: [], excludeIds: [] }, "abcde"],
    [
      {
        sections: null,
        tags: null,
        contributors: null,
        languages: null,
        hasImage: null,
        urgencyAtMost: null,
        excludeIds: null,
      },
      "abcde",
    ],
    [{ sections: ["@world"], tags: ["@two"] }, "b"],
    [{ contributors: ["@ada"], hasImage: true, languages: ["fr-CA"] }, "c"],
    [{ tags: ["@one", "@two"], urgencyAtMost: 5, excludeIds: ["@a"], published: { to: "2026-11-04T00:00:00Z" } }, "b"],
    [{ sections: ["@sport"], tags: ["@one"] }, ""],
  ])("%j lists %s", async (filter, uris) => {
    const { data, errors } = await ask(filter && withIds(filter));

    expect(errors).toBeUndefined();
    expect(data.articles.nodes.map(({ uri }) => uri).join("")).toBe(uris);
    expect(data.articles.totalCount.value).toBe(uris.length);
  });

  test("narrows the lists of a section, a tag and a contributor, too", async () => {
    const { data } = await gateway.query(
      `query ($tag: ArticleFilter, $section: ArticleFilter) {
        section(slug: "world") { articles(filter: $tag) { nodes { uri } } }
        tag(slug: "one") { articles(filter: $section) { nodes { uri } } }
        contributor(slug: "bo") { articles(filter: $tag) { nodes { uri } } }
      }`,
      { tag: withIds({ tags: ["@two"] }), section: withIds({ sections: ["@europe"] }) },
    );

    const b = { articles: { nodes: [{ uri: "b" }] } };
    expect(data).toEqual({ section: b, tag: b, contributor: b });
  });

  test.each<[object, string, string]>([
    [{ sections: ["Section:1", "nonsense"] }, "ID_INVALID", "nonsense is no id of this gateway."],
    [{ sections: ["Tag:1"] }, "ID_INVALID", "Tag:1 is no Section."],
    [{ tags: ["Section:1"] }, "ID_INVALID", "Section:1 is no Tag."],
    [{ contributors: ["Article:1"] }, "ID_INVALID", "Article:1 is no Contributor."],
    [{ excludeIds: ["Image:1"] }, "ID_INVALID", "Image:1 is no Article."],
    [{ tags: ["Tag:9007199254740992"] }, "ID_INVALID", "Tag:9007199254740992 is no id of this gateway."],
    [{ tags: ["Tag:1\0"] }, "ID_INVALID", "Tag:1\0 is no id of this gateway."],
    [
      { languages: ["fr", "not a locale"] },
      "LOCALE_INVALID",
      'A locale is a BCP 47 tag such as "fr-CA", got "not a locale".',
    ],
    [{ languages: [""] }, "LOCALE_INVALID", 'A locale is a BCP 47 tag such as "fr-CA", got "".'],
    [{ languages: ["fr\0"] }, "LOCALE_INVALID", 'A locale is a BCP 47 tag such as "fr-CA", got "fr\\u0000".'],
  ])("%j is refused: %s", async (filter, code, message) => {
    const { errors, statementCount } = await ask(filter);

    expect(errors).toMatchObject([{ message, path: ["articles"], extensions: { code } }]);
    expect(statementCount).toBe(0);
  });

  test.each([
    "2026-11-02",
    "2026-11-02T00:00:00",
    "yesterday",
    "",
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-02T24:00:00Z",
    "2026-11-02T00:60:00Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "+010000-01-01T00:00:00Z",
    "infinity",
    1_700_000_000,
    true,
  ])("%j is no DateTime: BAD_USER_INPUT", async (from) => {
    for (const filter of [{ published: { from } }, { updated: { to: from } }]) {
      const { errors, statementCount } = await ask(filter);

      expect(errors?.map(({ extensions: { code } }) => code)).toEqual(["BAD_USER_INPUT"]);
      expect(errors?.[0]?.message).toContain(
        "DateTime is an RFC 3339 instant with an offset, like 2024-11-24T07:30:00+01:00.",
      );
      expect(statementCount).toBe(0);
    }
  });

  test.each([
    "2026-11-02T00:00Z",
    "2026-11-02t00:00:00z",
    "2026-11-02T00:00:00.000000000Z",
    "2026-11-01T23:30:00-00:30",
  ])("%s is a DateTime", async (from) => {
    expect((await ask({ published: { from } })).data.articles.nodes[0]).toEqual({ uri: "b" });
  });

  test("none of it was a fault of ours", () => {
    expect(gateway.faults).toEqual([]);
  });
});

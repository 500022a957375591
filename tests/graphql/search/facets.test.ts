import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleDraft, TagDraft } from "../../../src/content/article/article.draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { type Found, story } from "./search-newsroom.ts";

const WORLD = { slug: "world", name: "World" };
const ASIA = { slug: "asia", name: "Asia" };
const SPORT = { slug: "sport", name: "Sport" };
const tag = (name: string): TagDraft => ({ kind: "TOPIC", name, relevance: 1 });
const by = (...names: string[]): ArticleDraft["contributors"] => names.map((name) => ({ name, role: "AUTHOR" }));

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(
    story("a", {
      headline: "Otter one",
      section: [WORLD, ASIA],
      tags: [tag("Rivers"), tag("Fish")],
      contributors: [...by("Ada"), { name: "Ada", role: "PHOTOGRAPHER" }],
    }),
    story("b", { headline: "Otter two", section: [WORLD], tags: [tag("Rivers")], contributors: by("Ada", "Bob") }),
    story("c", {
      headline: "Otter three",
      section: [SPORT],
      language: "fr",
      publishedAt: new Date("2025-12-31T23:30:00Z"),
    }),
    story("d", { headline: "Otter four", language: "pt-BR", publishedAt: new Date("2025-12-31T22:30:00Z") }),
    story("e", { headline: "Heron", section: [SPORT], tags: [tag("Fish")], contributors: by("Bob") }),
    story("f", { headline: "Otter hidden", section: [SPORT], status: "DRAFT", tags: [tag("Secret")] }),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function facets(arguments_: string, search = `query: "otter"`) {
  const { data, errors, statementCount } = await gateway.query<Found>(
    `{ search(${search}) { facets(${arguments_}) { field buckets { value label count } } } }`,
  );
  return { facets: data?.search.facets, errors, statementCount };
}

describe("SearchConnection.facets", () => {
  test("counts the stories found by what they have in common, in two statements with the search", async () => {
    const { data } = await gateway.query<Record<string, { nodes: { id: string; name: string }[] }>>(
      `{ tags { nodes { id name } } contributors { nodes { id name } } }`,
    );
    const { data: tree } = await gateway.query<{ sections: { id: string; name: string }[] }>(
      `{ sections(rootOnly: false) { id name } }`,
    );
    const ids = new Map(
      [...(data["tags"]?.nodes ?? []), ...(data["contributors"]?.nodes ?? []), ...tree.sections].map(({ id, name }) => [
        name,
        id,
      ]),
    );
    const bucket = (label: string, count: number) => ({ value: ids.get(label), label, count });

    expect(await facets("fields: [YEAR, SECTION, TAG, CONTRIBUTOR, LANGUAGE]")).toEqual({
      facets: [
        {
          field: "YEAR",
          buckets: [
            { value: "2026", label: "2026", count: 3 },
            { value: "2025", label: "2025", count: 1 },
          ],
        },
        { field: "SECTION", buckets: [bucket("World", 2), bucket("Asia", 1), bucket("Sport", 1)] },
        { field: "TAG", buckets: [bucket("Rivers", 2), bucket("Fish", 1)] },
        { field: "CONTRIBUTOR", buckets: [bucket("Ada", 2), bucket("Bob", 1)] },
        {
          field: "LANGUAGE",
          buckets: [
            { value: "en", label: "English", count: 2 },
            { value: "fr", label: "français", count: 1 },
            { value: "pt-BR", label: "português (Brasil)", count: 1 },
          ],
        },
      ],
      errors: undefined,
      statementCount: 2,
    });
  });

  test("a bucket's count is what the search filtered by its value finds", async () => {
    const { facets: found } = await facets("fields: [SECTION]");
    for (const { value, count } of found?.[0]?.buckets ?? []) {
      const { data } = await gateway.query<Found>(
        `query ($id: ID!) { search(query: "otter", filter: { sections: [$id] }) { totalCount { value } } }`,
        { id: value },
      );
      expect(data.search.totalCount.value).toBe(count);
    }
  });

  test("follow the filter", async () => {
    expect((await facets("fields: [LANGUAGE]", `query: "otter", filter: { languages: ["fr", "en"] }`)).facets).toEqual([
      {
        field: "LANGUAGE",
        buckets: [
          { value: "en", label: "English", count: 2 },
          { value: "fr", label: "français", count: 1 },
        ],
      },
    ]);
  });

  test("first limits each field's buckets; a field asked for twice comes once; none asked for, none there", async () => {
    expect((await facets("fields: [LANGUAGE, YEAR, LANGUAGE], first: 1")).facets).toEqual([
      { field: "LANGUAGE", buckets: [{ value: "en", label: "English", count: 2 }] },
      { field: "YEAR", buckets: [{ value: "2026", label: "2026", count: 3 }] },
    ]);
    expect((await facets("fields: []")).facets).toEqual([]);
  });

  test("nothing found, nothing counted", async () => {
    expect((await facets("fields: [SECTION, YEAR]", `query: "unicorn"`)).facets).toEqual([
      { field: "SECTION", buckets: [] },
      { field: "YEAR", buckets: [] },
    ]);
  });

  test.each([0, -1, 101])("first: %i is refused", async (first) => {
    expect((await facets(`fields: [YEAR], first: ${first}`)).errors).toMatchObject([
      { extensions: { code: "PAGE_SIZE_INVALID" }, path: ["search", "facets"] },
    ]);
  });
});

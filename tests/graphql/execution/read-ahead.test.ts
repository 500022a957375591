import { buildSchema, isObjectType, parse } from "graphql";
import { describe, expect, test } from "vitest";
import { createPlainExecutor } from "./plain-executor.ts";

const carried = Symbol("carried");

interface Row {
  readonly id: number;
  readonly [carried]?: ReadonlyMap<string, unknown>;
}

/** Answers over articles whose section and related rows may have been read ahead, and how often a resolver was called. */
function createNewsroom(rows: readonly Row[]) {
  const schema = buildSchema(`
    type Query { articles: [Article!]! }
    type Article { id: ID! section: Section related(first: Int = 2): [Article!]! }
    type Section { name: String! }
  `);
  const calls: string[] = [];
  const article = schema.getType("Article");
  const query = schema.getQueryType();
  const { section, related } = isObjectType(article) ? article.getFields() : {};
  const articles = query?.getFields()["articles"];
  if (!section || !related || !articles) throw new Error("The schema lacks a field.");
  articles.resolve = () => rows;
  section.extensions = { to: "home" };
  section.resolve = ({ id }: Row) => {
    calls.push(`section of ${id}`);
    return { name: `Section ${id}` };
  };
  related.extensions = { to: "stories" };
  related.resolve = ({ id }: Row, { first }: { first: number }) => {
    calls.push(`related of ${id}, first ${first}`);
    return [];
  };
  const ahead = (parent: object, key: string) => (parent as Row)[carried]?.get(key);
  const executor = createPlainExecutor(schema, { ahead });
  return {
    calls,
    answer: async (text: string, variables: Record<string, unknown> = {}) =>
      executor({ document: parse(text), variables, contextValue: {} }),
  };
}

const carrying = (id: number, ...answers: [string, unknown][]): Row => ({ id, [carried]: new Map(answers) });

describe("createExecutor: what was read ahead", () => {
  test("is completed without the resolver; where nothing was, the resolver answers the same", async () => {
    const { answer, calls } = createNewsroom([carrying(1, ["home:{}", { name: "Section 1" }]), { id: 2 }]);

    expect(await answer("{ articles { id section { name } } }")).toEqual({
      data: {
        articles: [
          { id: "1", section: { name: "Section 1" } },
          { id: "2", section: { name: "Section 2" } },
        ],
      },
    });
    expect(calls).toEqual(["section of 2"]);
  });

  test("null is an answer, undefined is none", async () => {
    const { answer, calls } = createNewsroom([carrying(1, ["home:{}", null]), carrying(2, ["home:{}", undefined])]);

    expect(await answer("{ articles { section { name } } }")).toEqual({
      data: { articles: [{ section: null }, { section: { name: "Section 2" } }] },
    });
    expect(calls).toEqual(["section of 2"]);
  });

  test("counts for the arguments it was read with, defaults and variables included", async () => {
    const rows = [carrying(1, ['stories:{"first":2}', [{ id: 20 }]], ['stories:{"first":5}', [{ id: 50 }]])];
    const { answer, calls } = createNewsroom(rows);
    const text = `query ($first: Int) { articles { related { id } five: related(first: 5) { id }
      asked: related(first: $first) { id } } }`;

    expect(await answer(text, { first: 5 })).toEqual({
      data: { articles: [{ related: [{ id: "20" }], five: [{ id: "50" }], asked: [{ id: "50" }] }] },
    });
    expect(calls).toEqual([]);
    expect(await answer(text, { first: 6 })).toEqual({
      data: { articles: [{ related: [{ id: "20" }], five: [{ id: "50" }], asked: [] }] },
    });
    expect(calls).toEqual(["related of 1, first 6"]);
  });

  test("may be an error or a promise, which is then the field's", async () => {
    const rows = [
      carrying(1, ["home:{}", new Error("gone")]),
      carrying(2, ["home:{}", Promise.resolve({ name: "Late" })]),
    ];
    const { answer } = createNewsroom(rows);
    const { data, errors } = await answer("{ articles { section { name } } }");

    expect(data).toEqual({ articles: [{ section: null }, { section: { name: "Late" } }] });
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([["gone", ["articles", 0, "section"]]]);
  });
});

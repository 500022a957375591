import { buildSchema, execute, isInterfaceType, isObjectType, parse } from "graphql";
import { describe, expect, test } from "vitest";
import type { Selection } from "../../../src/content/reading/selection.ts";
import { createPlainExecutor } from "./plain-executor.ts";
import { selectionOf } from "../../../src/graphql/execution/look-ahead.ts";

const schema = buildSchema(`
  enum Kind { READ_ALSO BACKGROUND }
  input Filter { kind: Kind, before: String }
  interface Node { id: ID! }
  union Hit = Article | Section
  type Query { article(slug: String): Article! node: Node hit: Hit count: Int }
  type Article implements Node {
    id: ID! slug: String! headline: String kicker: String url: String moment: Moment section: Section
    related(first: Int, kinds: [Kind!] = [READ_ALSO], filter: Filter): RelatedConnection!
  }
  type Moment { iso: String label: String }
  type Section implements Node { id: ID! name: String parent: Section lead: Article latest(first: Int!): [Article!]! }
  type RelatedConnection { edges: [RelatedEdge!]! pageInfo: PageInfo! }
  type RelatedEdge { cursor: String! label: String node: Article! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
`);
extend("Article", "url", { reads: ["slug", "path"] });
extend("Article", "moment", { reads: ["publishedAt"] });
extend("Article", "section", { to: "section" });
extend("Article", "related", { to: "relatedStories" });
extend("RelatedEdge", "node", { to: "target" });
extend("Section", "parent", { to: "parent" });
extend("Section", "latest", { to: "listing" });
extend("Section", "lead", { with: "topStory", reads: ["leadId"] });

function extend(typeName: string, fieldName: string, extensions: Record<string, unknown>): void {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${typeName} has no fields.`);
  Object.assign(type.getFields()[fieldName]?.extensions ?? {}, extensions);
}

const seen: Selection[] = [];
for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
  field.resolve = (...[, , , info]) => {
    seen.push(selectionOf(info));
    return { __typename: "Article" };
  };
}
const executor = createPlainExecutor(schema);

/** The selection of the root field, under our executor or under graphql-js. */
function lookAhead(text: string, variables: Record<string, unknown> = {}, by: "ours" | "graphql-js" = "ours"): unknown {
  const document = parse(text);
  seen.length = 0;
  if (by === "ours") void executor({ document, variables, contextValue: {} });
  else void execute({ schema, document, variableValues: variables });
  return plain(seen[0]);
}

function plain(selection: Selection | undefined): unknown {
  if (selection === undefined) return undefined;
  const { columns, to } = selection;
  if (to.size === 0) return columns;
  const relations = [...to].map(([key, { name, args, selection: below }]) => [
    key,
    { name, args, below: plain(below) },
  ]);
  return { columns, to: Object.fromEntries(relations) };
}

describe("selectionOf", () => {
  test("leaves are columns, sorted and each once; __typename is none", () => {
    expect(lookAhead("{ article { slug id __typename title: headline headline } }")).toEqual([
      "headline",
      "id",
      "slug",
    ]);
  });

  test("a derived field brings the columns it reads and not what is asked below it", () => {
    expect(lookAhead("{ article { url moment { iso label } } }")).toEqual(["path", "publishedAt", "slug"]);
  });

  test("a field derived from a relation brings its columns and what is asked of the relation", () => {
    expect(lookAhead("{ node { ... on Section { lead { headline } } } }")).toEqual({
      columns: ["leadId"],
      to: { "topStory:{}": { name: "topStory", args: {}, below: ["headline"] } },
    });
  });

  test("relations nest, with their names and arguments, defaults included", () => {
    const text = `{ article { id section { name parent { id } }
      related(first: 3) { edges { label node { headline } } pageInfo { endCursor } } } }`;

    expect(lookAhead(text)).toEqual({
      columns: ["id"],
      to: {
        "section:{}": {
          name: "section",
          args: {},
          below: { columns: ["name"], to: { "parent:{}": { name: "parent", args: {}, below: ["id"] } } },
        },
        'relatedStories:{"first":3,"kinds":["READ_ALSO"]}': {
          name: "relatedStories",
          args: { first: 3, kinds: ["READ_ALSO"] },
          below: {
            columns: ["endCursor", "label"],
            to: { "target:{}": { name: "target", args: {}, below: ["headline"] } },
          },
        },
      },
    });
  });

  test("one relation under two aliases is read once for both; with other arguments it is another", () => {
    const text = `{ article { section { latest(first: 1) { id } } other: section { a: latest(first: 1) { slug }
      b: latest(first: 2) { kicker } } } }`;

    expect(lookAhead(text)).toEqual({
      columns: [],
      to: {
        "section:{}": {
          name: "section",
          args: {},
          below: {
            columns: [],
            to: {
              'listing:{"first":1}': { name: "listing", args: { first: 1 }, below: ["id", "slug"] },
              'listing:{"first":2}': { name: "listing", args: { first: 2 }, below: ["kicker"] },
            },
          },
        },
      },
    });
  });

  test("fragments merge, wherever they stand", () => {
    const text = `{ article { ...A ... on Node { id } ... { kicker } } }
      fragment A on Article { slug section { id } ...B } fragment B on Article { section { name } }`;

    expect(lookAhead(text)).toEqual({
      columns: ["id", "kicker", "slug"],
      to: { "section:{}": { name: "section", args: {}, below: ["id", "name"] } },
    });
  });

  test.each(["node", "hit"])("of %s, an abstract type, all concrete types are taken together", (field) => {
    expect(
      lookAhead(`{ ${field} { ... on Node { id } ... on Article { headline } ... on Section { name } } }`),
    ).toEqual(["headline", "id", "name"]);
  });

  test("a leaf selects nothing", () => {
    expect(lookAhead("{ count }")).toEqual([]);
  });

  test("@skip and @include are decided by the variables of the request", () => {
    const text = `query ($brief: Boolean!) { article { id kicker @skip(if: $brief)
      section @include(if: $brief) { id } slug @include(if: false) } }`;

    expect(lookAhead(text, { brief: false })).toEqual(["id", "kicker"]);
    expect(lookAhead(text, { brief: true })).toEqual({
      columns: ["id"],
      to: { "section:{}": { name: "section", args: {}, below: ["id"] } },
    });
  });

  test("arguments from variables, at any depth, give each value its own key", () => {
    const text = `query ($kind: Kind, $first: Int) { article { related(first: $first, filter: { kind: $kind }) {
      edges { cursor } } } }`;
    const keys = (variables: Record<string, unknown>) => {
      lookAhead(text, variables);
      return [...(seen[0]?.to.keys() ?? [])];
    };

    expect(keys({ kind: "BACKGROUND", first: 2 })).toEqual([
      'relatedStories:{"filter":{"kind":"BACKGROUND"},"first":2,"kinds":["READ_ALSO"]}',
    ]);
    expect(keys({})).toEqual(['relatedStories:{"filter":{},"kinds":["READ_ALSO"]}']);
  });

  test("arguments that are wrong, or a null condition, are left for execution to report", () => {
    const text = `query ($first: Int = 1, $brief: Boolean = true) { article { id section { latest(first: $first) { id } }
      related { edges { cursor @skip(if: $brief) label } } } }`;

    expect(lookAhead(text, { first: null, brief: null })).toEqual({
      columns: ["id"],
      to: {
        "section:{}": { name: "section", args: {}, below: [] },
        'relatedStories:{"kinds":["READ_ALSO"]}': { name: "relatedStories", args: { kinds: ["READ_ALSO"] }, below: [] },
      },
    });
  });

  test("graphql-js's own info gives the same selection", () => {
    const text = "{ article { id ...A } } fragment A on Article { related(first: 3) { edges { node { url } } } }";

    expect(lookAhead(text, {}, "graphql-js")).toEqual(lookAhead(text));
  });

  test("the same document gives the same object until a variable that decides something changes", () => {
    const document = parse(`query ($slug: String, $first: Int!, $brief: Boolean!) { article(slug: $slug) {
      id @skip(if: $brief) section { latest(first: $first) { id } } } }`);
    const select = (variables: Record<string, unknown>) => {
      seen.length = 0;
      void executor({ document, variables, contextValue: {} });
      return seen[0];
    };
    const first = select({ slug: "a", first: 1, brief: true });

    expect(select({ slug: "b", first: 1, brief: true })).toBe(first);
    expect(select({ slug: "a", first: 2, brief: true })).not.toBe(first);
    expect(select({ slug: "a", first: 1, brief: false })).not.toBe(first);
    expect(select({ slug: "c", first: 1, brief: true })).toBe(first);
  });

  test("of more than 100 relations with arguments the first 100 are read ahead", () => {
    const many = Array.from({ length: 130 }, (_, index) => `a${index}: latest(first: ${index}) { id }`).join(" ");
    lookAhead(`{ node { ... on Section { ${many} } } }`);

    expect(seen[0]?.to.size).toBe(100);
  });

  test("fragments that double at each of 30 levels are collected once", () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const next = level === 29 ? "id" : `...F${level + 1}`;
      return `fragment F${level} on Section { a: parent { ${next} } b: parent { ${next} } }`;
    });
    lookAhead(`{ node { ...F0 } } ${levels.join(" ")}`);

    let depth = 0;
    for (let at = seen[0]; at !== undefined; at = at.to.get("parent:{}")?.selection) depth += 1;
    expect(depth).toBe(31);
  });
});

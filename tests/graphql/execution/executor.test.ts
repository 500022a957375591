import { parse, responsePathAsArray } from "graphql";
import type { GraphQLResolveInfo } from "graphql";
import { describe, expect, test } from "vitest";
import { createPlainExecutor } from "./plain-executor.ts";
import { run, schemaOf } from "./schema-of.ts";

describe("createExecutor: values", () => {
  test("columns are read from the parent, methods are called, keys stand in the order of the selection", () => {
    const rows = { id: 7, name: (args: { loud: boolean }) => (args.loud ? "ANNA" : "Anna"), __typename: "ignored" };
    const answer = run(
      "type Query { row: Row } type Row { id: ID name(loud: Boolean = true): String gone: String }",
      { "Query.row": () => rows },
      { text: "{ row { name quiet: name(loud: false) __typename gone id } }" },
    );

    expect(JSON.stringify(answer)).toBe(
      '{"data":{"row":{"name":"ANNA","quiet":"Anna","__typename":"Row","gone":null,"id":"7"}}}',
    );
  });

  test("aliases that every object inherits are keys like any other", () => {
    const answer = run(
      "type Query { a: String }",
      { "Query.a": () => "x" },
      { text: "{ __proto__: a constructor: a toString: a then: a }" },
    );

    expect(JSON.stringify(answer)).toBe('{"data":{"__proto__":"x","constructor":"x","toString":"x","then":"x"}}');
  });

  test("lists of lists, iterables and promised items are completed in place", async () => {
    const answer = await run(
      "type Query { grid: [[Int]] set: [Int!] later: [String] }",
      {
        "Query.grid": () => [[1, null], null, []],
        "Query.set": () => new Set([3, 4]),
        "Query.later": () => ["now", Promise.resolve("later")],
      },
      { text: "{ grid set later }" },
    );

    expect(answer).toEqual({ data: { grid: [[1, null], null, []], set: [3, 4], later: ["now", "later"] } });
  });

  test("an answer without a promise is given at once", () => {
    expect(run("type Query { a: Int }", { "Query.a": () => 1 }, { text: "{ a }" })).toEqual({ data: { a: 1 } });
  });

  test("introspection answers", () => {
    const text = '{ __type(name: "Query") { name fields { name type { name } } } __schema { queryType { name } } }';

    expect(run("type Query { a: Int }", {}, { text })).toEqual({
      data: {
        __type: { name: "Query", fields: [{ name: "a", type: { name: "Int" } }] },
        __schema: { queryType: { name: "Query" } },
      },
    });
  });
});

describe("createExecutor: one document, many requests", () => {
  test("@skip and @include follow the variables of each request", () => {
    const schema = schemaOf("type Query { a: Int b: Int }", { "Query.a": () => 1, "Query.b": () => 2 });
    const executor = createPlainExecutor(schema);
    const document = parse("query ($x: Boolean!, $y: Boolean = true) { a @skip(if: $x) ... @include(if: $y) { b } }");
    const data = (variables: Record<string, unknown>) => {
      const answer = executor({ document, variables, contextValue: {} });
      return "data" in answer ? answer.data : undefined;
    };

    expect(data({ x: false })).toEqual({ a: 1, b: 2 });
    expect(data({ x: true })).toEqual({ b: 2 });
    expect(data({ x: false, y: false })).toEqual({ a: 1 });
    expect(data({ x: true, y: false })).toEqual({});
    expect(data({ x: false })).toEqual({ a: 1, b: 2 });
  });

  test("more combinations of conditions than are kept are still answered", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const fields = names.map((name) => `${name}: x @include(if: $${name})`).join(" ");
    const document = parse(`query (${names.map((name) => `$${name}: Boolean!`).join(" ")}) { ${fields} }`);
    const executor = createPlainExecutor(schemaOf("type Query { x: Int }", { "Query.x": () => 1 }));
    const sizes = Array.from({ length: 128 }, (_, bits) => {
      const variables = Object.fromEntries(names.map((name, index) => [name, ((bits >> index) & 1) === 1]));
      const answer = executor({ document, variables, contextValue: {} });
      return "data" in answer ? Object.keys(answer.data ?? {}).length : undefined;
    });

    expect(sizes.filter((size) => size === 7)).toHaveLength(1);
    expect(sizes.filter((size) => size === 3)).toHaveLength(35);
  });

  test("arguments are coerced once a request, not once a parent, and cannot be written to", async () => {
    const given: unknown[] = [];
    const answer = await run(
      "type Query { rows: [Row] } type Row { page(first: Int, kinds: [Int!]): Int }",
      {
        "Query.rows": () => [{}, {}],
        "Row.page": (_row, args: { kinds: number[] }) => {
          given.push(args);
          return args.kinds.push(1);
        },
      },
      { text: "{ rows { page(first: 1, kinds: [3, 2]) } }" },
    );

    expect(given[0]).toBe(given[1]);
    expect(given[0]).toEqual({ first: 1, kinds: [3, 2] });
    expect(answer.data).toEqual({ rows: [{ page: null }, { page: null }] });
  });

  test("mutations run one after the other, whatever takes longest", async () => {
    const log: string[] = [];
    const step = (name: string, ms: number) => async () => {
      log.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      log.push(`${name} ends`);
      return name;
    };
    const answer = await run(
      "type Query { a: String } type Mutation { slow: String quick: String sync: String }",
      { "Mutation.slow": step("slow", 10), "Mutation.quick": step("quick", 1), "Mutation.sync": () => `${log.length}` },
      { text: "mutation { slow quick sync }" },
    );

    expect(log).toEqual(["slow starts", "slow ends", "quick starts", "quick ends"]);
    expect(JSON.stringify(answer)).toBe('{"data":{"slow":"slow","quick":"quick","sync":"4"}}');
  });

  test("a resolver is told all that graphql-js tells", () => {
    let told: GraphQLResolveInfo | undefined;
    const document = parse("query Q($v: Int) { rows { ...F } } fragment F on Row { n: name }");
    const schema = schemaOf("type Query { rows(first: Int): [Row!] } type Row { name: String }", {
      "Query.rows": () => [{}],
      "Row.name": (...[, , , info]) => {
        told = info;
        return "x";
      },
    });
    const variables = { v: 3 };
    void createPlainExecutor(schema)({ document, variables, contextValue: {}, rootValue: "root" });

    expect(told && responsePathAsArray(told.path)).toEqual(["rows", 0, "n"]);
    expect(told?.path.typename).toBe("Row");
    expect(told?.fieldName).toBe("name");
    expect(told?.fieldNodes.map(({ alias }) => alias?.value)).toEqual(["n"]);
    expect(String(told?.returnType)).toBe("String");
    expect(told?.parentType).toBe(schema.getType("Row"));
    expect(told?.schema).toBe(schema);
    expect(Object.keys(told?.fragments ?? {})).toEqual(["F"]);
    expect(told?.rootValue).toBe("root");
    expect(told?.operation).toBe(document.definitions[0]);
    expect(told?.variableValues).toEqual(variables);
  });
});

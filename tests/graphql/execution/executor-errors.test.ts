import { setTimeout } from "node:timers/promises";
import { buildSchema, parse } from "graphql";
import { describe, expect, test } from "vitest";
import { createPlainExecutor } from "./plain-executor.ts";
import { run } from "./schema-of.ts";

const failToName = (row: unknown) => {
  throw new Error(`no name for ${JSON.stringify(row)}`);
};

describe("createExecutor: errors", () => {
  const sdl = "type Query { row: Row rows: [Row!] } type Row { id: ID! name: String row: Row }";

  test("a nullable field that throws is null, with path and location", async () => {
    const answer = await run(
      sdl,
      { "Query.rows": () => [{ id: 1 }, { id: 2 }], "Row.name": failToName },
      { text: "{ rows { id name } }" },
    );

    expect(answer.data).toEqual({
      rows: [
        { id: "1", name: null },
        { id: "2", name: null },
      ],
    });
    expect(answer.errors?.map((error) => error.toJSON())).toEqual([
      { message: 'no name for {"id":1}', locations: [{ line: 1, column: 13 }], path: ["rows", 0, "name"] },
      { message: 'no name for {"id":2}', locations: [{ line: 1, column: 13 }], path: ["rows", 1, "name"] },
    ]);
  });

  test("null for a non-null field makes the nearest nullable parent null", async () => {
    const answer = await run(
      sdl,
      { "Query.row": () => ({ id: 1, row: { id: null } }) },
      { text: "{ row { id row { name id } } }" },
    );

    expect(answer.data).toEqual({ row: { id: "1", row: null } });
    expect(answer.errors?.map((error) => error.toJSON())).toEqual([
      {
        message: "Cannot return null for non-nullable field Row.id.",
        locations: [{ line: 1, column: 23 }],
        path: ["row", "row", "id"],
      },
    ]);
  });

  test("below a place that is null already no error is added", async () => {
    const answer = await run(
      "type Query { row: Row last: Int } type Row { first: Int! second: Int }",
      {
        "Query.row": () => ({}),
        "Row.first": () => Promise.reject(new Error("first")),
        "Row.second": () => setTimeout(5).then(() => Promise.reject(new Error("second"))),
        "Query.last": () => setTimeout(15, 1),
      },
      { text: "{ row { second first } last }" },
    );

    expect(answer.data).toEqual({ row: null, last: 1 });
    expect(answer.errors?.map(({ message }) => message)).toEqual(["first"]);
  });

  test("an answer that was given does not gain errors later", async () => {
    const answer = await run(
      "type Query { first: Int! second: Int }",
      {
        "Query.first": () => Promise.reject(new Error("first")),
        "Query.second": () => setTimeout(5).then(() => Promise.reject(new Error("second"))),
      },
      { text: "{ second first }" },
    );
    await setTimeout(15);

    expect(answer.data).toBeNull();
    expect(answer.errors?.map(({ message }) => message)).toEqual(["first"]);
  });

  test("a list that fails at once leaves none of its items' rejections unhandled", async () => {
    const unhandled: unknown[] = [];
    const listeners = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", (reason) => unhandled.push(reason));
    const items = () => [Promise.reject(new Error("early")), null, Promise.reject(new Error("unseen"))];
    const answer = await run("type Query { list: [Int!] }", { "Query.list": items }, { text: "{ list }" });
    await new Promise((resolve) => setImmediate(resolve));
    process.removeAllListeners("unhandledRejection");
    for (const listener of listeners) process.on("unhandledRejection", listener);

    expect(answer.data).toEqual({ list: null });
    expect(unhandled).toEqual([]);
  });

  test("wrong arguments fail the field for each parent", async () => {
    const answer = await run(
      "type Query { rows: [Row] } type Row { page(first: Int! = 1): Int }",
      { "Query.rows": () => [{}, {}], "Row.page": () => 1 },
      { text: "query ($first: Int = 2) { rows { page(first: $first) } }", variables: { first: null } },
    );

    expect(answer.data).toEqual({ rows: [{ page: null }, { page: null }] });
    expect(answer.errors?.map(({ message, path }) => [message, path])).toEqual([
      ['Argument "first" of non-null type "Int!" must not be null.', ["rows", 0, "page"]],
      ['Argument "first" of non-null type "Int!" must not be null.', ["rows", 1, "page"]],
    ]);
  });

  test.each([
    ["query A { a } query B { a }", undefined, "Must provide operation name if query contains multiple operations."],
    ["query A { a }", "C", 'Unknown operation named "C".'],
    ["{ a }", "", 'Unknown operation named "".'],
    ["fragment F on Query { a }", undefined, "Must provide an operation."],
    ["mutation { a }", undefined, "Schema is not configured to execute mutation operation."],
  ])("%s as operation %s cannot be run", async (text, operationName, message) => {
    const executor = createPlainExecutor(buildSchema("type Query { a: Int }"));
    const answer = await executor({ document: parse(text), operationName, contextValue: {} });

    expect(answer.errors?.map((error) => error.message)).toEqual([message]);
  });

  test("of 60 wrong variables 50 are reported", async () => {
    const names = Array.from({ length: 60 }, (_, index) => `v${index}`);
    const definitions = names.map((name) => `$${name}: Int`).join(" ");
    const variables = Object.fromEntries(names.map((name) => [name, "x"]));
    const answer = await run("type Query { a: Int }", {}, { text: `query (${definitions}) { a }`, variables });

    expect(answer.errors).toHaveLength(51);
    expect(answer).not.toHaveProperty("data");
  });
});

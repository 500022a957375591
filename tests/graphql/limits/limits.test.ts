import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LIMIT_NAMES, LIMITS, type LimitName } from "../../../src/graphql/limits/limits.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => void (gateway = await startTestGateway()));
afterAll(() => gateway[Symbol.asyncDispose]());

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(" ");
const nest = (count: number, inside: string, [open, close]: [string, string]) =>
  open.repeat(count) + inside + close.repeat(count);
const query = (text: string) => ({ query: text });
const withVariables = (variables: object) => ({ query: "{ __typename }", variables });

/** For each limit that refuses, a request of that size. */
const REQUESTS: Partial<Record<LimitName, (size: number) => object>> = {
  maxDocumentBytes: (size) => query(`{ __typename } # é`.padEnd(size - 1)),
  maxDocumentTokens: (size) =>
    query(`{ articles(filter: { languages: [${repeat(size - 19, () => '"fr"')}] }) { nodes { id } } }`),
  maxNesting: (size) => query(nest(size - 1, "{ __typename }", ["{ ...", "}"])),
  maxOperations: (size) => ({ query: repeat(size, (i) => `query Q${i} { __typename }`), operationName: "Q0" }),
  maxFragments: (size) =>
    query(
      `{ ...F1 } ${repeat(size - 1, (i) => `fragment F${i + 1} on Query { ...F${i + 2} }`)}
      fragment F${size} on Query { __typename }`,
    ),
  maxRepeats: (size) => query(`{ sections { ${repeat(size, () => "id")} } }`),
  maxRootFields: (size) =>
    query(`{ ...Half ${repeat(size / 2, () => "__typename")} }
    fragment Half on Query { ${repeat(size - Math.floor(size / 2), () => "__typename")} }`),
  maxDepth: (size) => query(`{ sections ${nest(size - 2, "{ id }", ["{ parent", "}"])} }`),
  maxAliases: (size) => query(`{ sections { ${repeat(size, (i) => `a${i}: id`)} } }`),
  maxDirectives: (size) => query(`{ sections { ${repeat(size, () => "id @include(if: true)")} } }`),
  maxFields: (size) =>
    query(`{ sections { ${repeat(size - 1, (i) => ["id", "slug", "path", "url", "name"][i % 5] ?? "")} } }`),
  maxOperationNameLength: (size) => ({
    query: `query ${"N".repeat(size)} { __typename }`,
    operationName: "N".repeat(size),
  }),
  maxVariablesNesting: (size) => withVariables({ deep: JSON.parse(nest(size, "", ["[", "]"])) }),
  maxVariablesValues: (size) => withVariables({ ids: Array.from({ length: size - 1 }, () => 1) }),
  maxVariablesLength: (size) => withVariables({ ids: ["é".repeat(size - 3)] }),
  maxCost: (size) => ({
    query: `query ($most: String!, $some: String!, $ids: [ID!]) {
      a: search(query: $most, first: 1) { nodes { id } }
      b: search(query: $most, first: 1) { nodes { id } }
      c: search(query: $some, first: 1) { nodes { id } }
      articles(first: 1, filter: { excludeIds: $ids }) { nodes { id } }
    }`,
    variables: {
      most: repeat(32, (i) => `w${i}`),
      some: repeat(11, (i) => `w${i}`),
      ids: Array.from({ length: size - 9_381 }, (_, index) => `Article:${index + 1}`),
    },
  }),
};

const refusing = LIMIT_NAMES.filter((name) => LIMITS[name].code !== null && name !== "maxBodyBytes");

describe("Every limit that refuses a request", () => {
  test("is looked at here, the body's excepted, which HTTP keeps", () => {
    expect(Object.keys(REQUESTS)).toEqual(refusing);
  });

  test("has a code of its own", () => {
    expect(new Set(refusing.map((name) => LIMITS[name].code)).size).toBe(refusing.length);
  });

  test.each(refusing)("%s: at it the request is answered, past it refused, and nothing is run", async (name) => {
    const { code, default: limit } = LIMITS[name];
    const request = REQUESTS[name] ?? (() => ({}));

    const at = await gateway.ask(request(limit));
    expect(at.errors).toBeUndefined();
    expect(at.refusal).toBeUndefined();
    expect(Object.keys(at.data).length).toBeGreaterThan(0);

    const past = await gateway.ask(request(limit + 1));
    expect(past).toMatchObject({ refusal: code, statementCount: 0, errors: [{ extensions: { code } }] });
    expect(past.errors).toHaveLength(1);
    expect(past).not.toHaveProperty("data");
  });

  test("says how much it takes", async () => {
    const { errors } = await gateway.ask(REQUESTS.maxDepth?.(13) ?? {});

    expect(errors).toEqual([
      {
        message: "An operation takes at most 12 fields one below the other, got 13.",
        locations: [{ line: 1, column: 1 }],
        extensions: { code: "OPERATION_TOO_DEEP" },
      },
    ]);
  });
});

describe("A document that would exhaust the parser", () => {
  test.each([
    ["selections", "{a".repeat(10_000)],
    ["lists", `{ articles(after: ${"[".repeat(20_000)}`],
    ["objects", `{ articles(after: ${"{a:".repeat(5_000)}`],
    ["types", `query ($a: ${"[".repeat(20_000)}`],
  ])("never reaches it: %s", async (_of, text) => {
    expect(await gateway.ask(query(text))).toMatchObject({ refusal: "DOCUMENT_TOO_NESTED" });
  });

  test("is refused by its size before it is looked at", async () => {
    expect(await gateway.ask(query("{a".repeat(500_000)))).toMatchObject({ refusal: "DOCUMENT_TOO_LARGE" });
  });

  test("is a syntax error where it has no tokens", async () => {
    const { refusal, errors } = await gateway.ask(query("{ \u0000 }"));

    expect(refusal).toBe("GRAPHQL_PARSE_FAILED");
    expect(errors?.[0]?.message).toBe("Syntax Error: Unexpected character: U+0000.");
  });
});

describe("Fragments", () => {
  const bomb = (onType: string, last: string, spread = (name: string) => `...${name} ...${name}`) =>
    `${repeat(29, (i) => `fragment F${i} on ${onType} { ${spread(`F${i + 1}`)} }`)} fragment F29 on ${onType} { ${last} }`;

  test.each([
    ["of root fields", `{ ...F0 } ${bomb("Query", "__typename")}`, "TOO_MANY_ROOT_FIELDS"],
    ["of fields", `{ sections { ...F0 } } ${bomb("Section", "id")}`, "TOO_MANY_FIELDS"],
    ["of aliases", `{ sections { ...F0 } } ${bomb("Section", "a: id")}`, "TOO_MANY_ALIASES"],
    ["of directives", `{ sections { ...F0 } } ${bomb("Section", "id @skip(if: true)")}`, "TOO_MANY_DIRECTIVES"],
    [
      "of levels",
      `{ sections { ...F0 } } ${bomb("Section", "id", (name) => `parent { ...${name} } parent { ...${name} }`)}`,
      "OPERATION_TOO_DEEP",
    ],
  ])("with 2^29 paths %s are refused", async (_of, text, code) => {
    const { errors } = await gateway.ask(query(text));

    expect(errors?.map(({ extensions }) => extensions.code)).toContain(code);
  });

  test.each([
    ["itself", "{ ...A } fragment A on Query { ...A }"],
    ["another that contains it", "{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }"],
    ["itself, a field below", "{ sections { ...A } } fragment A on Section { parent { ...A } }"],
  ])("that contain %s are not valid", async (_what, text) => {
    expect(await gateway.ask(query(text))).toMatchObject({ refusal: "GRAPHQL_VALIDATION_FAILED" });
  });

  test("unknown or unused are not valid", async () => {
    expect(await gateway.ask(query("{ ...A }"))).toMatchObject({ refusal: "GRAPHQL_VALIDATION_FAILED" });
    expect(await gateway.ask(query("{ __typename } fragment A on Query { __typename }"))).toMatchObject({
      refusal: "GRAPHQL_VALIDATION_FAILED",
    });
  });

  test("count as often as they are spread", async () => {
    const spread = (times: number) =>
      query(
        `{ sections { ${repeat(times, () => "...A")} } } fragment A on Section { ${repeat(10, (i) => `a${i}: id`)} }`,
      );

    expect((await gateway.ask(spread(3))).refusal).toBeUndefined();
    expect((await gateway.ask(spread(4))).refusal).toBe("TOO_MANY_ALIASES");
  });

  test("of an operation that is not asked for count, too", async () => {
    const document = {
      query: `query A { __typename } query B { ${repeat(21, () => "__typename")} }`,
      operationName: "A",
    };

    expect((await gateway.ask(document)).refusal).toBe("TOO_MANY_ROOT_FIELDS");
  });
});

describe("Variables", () => {
  test("of a mutation may hold more text than a query's", async () => {
    const text = "x".repeat(30_000);

    expect(
      await gateway.ask({ query: "query ($a: String!) { article(slug: $a) { id } }", variables: { a: text } }),
    ).toMatchObject({ refusal: "VARIABLES_TOO_LARGE" });
    const { errors } = await gateway.ask({ query: "mutation { __typename }", variables: { text } });
    expect(errors).toBeUndefined();
  });
});

describe("An answer", () => {
  test("has at most 100 errors of execution", async () => {
    const ids = JSON.stringify(Array.from({ length: 100 }, () => "nothing"));
    const { data, errors } = await gateway.ask(query(`{ a: nodes(ids: ${ids}) { id } b: nodes(ids: ${ids}) { id } }`));

    expect(errors).toHaveLength(100);
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(["ID_INVALID"]));
    expect(Object.keys(data)).toEqual(["a", "b"]);
  });

  test("has at most 100 errors of validation", async () => {
    const { errors } = await gateway.ask(query(`{ sections { ${repeat(200, (i) => `unknown${i}`)} } }`));

    expect(errors).toHaveLength(100);
  });

  test("has messages of at most 300 characters", async () => {
    const { errors } = await gateway.ask(query(`{ ${"a".repeat(1_000)} }`));

    expect(errors?.map(({ message }) => message.length)).toEqual([300]);
  });
});

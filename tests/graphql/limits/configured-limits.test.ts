import { getIntrospectionQuery } from "graphql";
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS, LIMIT_NAMES, LIMITS } from "../../../src/graphql/limits/limits.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

describe("Service.limits", () => {
  test("tells those in force, which are those that refuse", async () => {
    await using gateway = await startTestGateway({ limits: { ...DEFAULT_LIMITS, maxDepth: 3, maxCost: 40 } });

    const { data } = await gateway.query(
      `{ service { maxDepth maxCost maxPageSize limits { name value description code } } }`,
    );
    expect(data).toEqual({
      service: {
        maxDepth: 3,
        maxCost: 40,
        maxPageSize: 100,
        limits: LIMIT_NAMES.map((name) => ({
          name,
          value: name === "maxDepth" ? 3 : name === "maxCost" ? 40 : LIMITS[name].default,
          description: LIMITS[name].description,
          code: LIMITS[name].code,
        })),
      },
    });
    const answers = await Promise.all([
      gateway.ask({ query: "{ sections { parent { parent { id } } } }" }),
      gateway.ask({ query: "{ articles(first: 100) { nodes { id } } }" }),
    ]);
    expect(answers.map(({ refusal }) => refusal)).toEqual(["OPERATION_TOO_DEEP", "OPERATION_TOO_COSTLY"]);
  });
});

describe("A gateway that may be asked for its schema", () => {
  test("answers GraphiQL's question, deeper than other operations may be", async () => {
    await using gateway = await startTestGateway();
    const introspection = getIntrospectionQuery({
      schemaDescription: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      inputValueDeprecation: true,
      oneOf: true,
    });

    const { data, errors } = await gateway.ask({ query: introspection });

    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ __schema: { queryType: { name: "Query" } } });
  });

  test("answers no question that would be endless", async () => {
    await using gateway = await startTestGateway();
    const types = "{ types { fields { args { type { fields { args { type { name } } } } } } } }";
    const nested = (levels: number): string => (levels === 0 ? "name" : `fields { type { ${nested(levels - 1)} } }`);

    const often = await gateway.ask({
      query: `{ ${Array.from({ length: 15 }, (_, i) => `a${i}: __schema ${types}`).join(" ")} }`,
    });
    const deep = await gateway.ask({ query: `{ __schema { types { ${nested(8)} } } }` });

    expect([often.refusal, deep.refusal]).toEqual(["OPERATION_TOO_COSTLY", "GRAPHQL_VALIDATION_FAILED"]);
  });

  test("suggests names, in documents and in variables", async () => {
    await using gateway = await startTestGateway();

    expect((await misspelt(gateway)).map(({ message }) => /Did you mean/.test(message))).toEqual([true, true, true]);
  });
});

describe("A gateway that may not, as in production", () => {
  test("tells nothing of its schema: no introspection, no suggestions, in variables neither", async () => {
    await using gateway = await startTestGateway({ isIntrospectable: false });

    expect(await misspelt(gateway)).toEqual([
      { code: "GRAPHQL_VALIDATION_FAILED", message: 'Cannot query field "artcle" on type "Query".' },
      {
        code: "BAD_USER_INPUT",
        message:
          'Variable "$order" got invalid value "PUBLISHD" at "order.field"; Value "PUBLISHD" does not exist in "ArticleOrderField" enum.',
      },
      {
        code: "BAD_USER_INPUT",
        message:
          'Variable "$order" got invalid value { feild: "PUBLISHED" }; Field "feild" is not defined by type "ArticleOrder".',
      },
    ]);
    for (const query of ["{ __schema { queryType { name } } }", '{ __type(name: "Query") { name } }']) {
      expect((await gateway.ask({ query })).refusal).toBe("GRAPHQL_VALIDATION_FAILED");
    }
    expect((await gateway.ask({ query: "{ __typename }" })).data).toEqual({ __typename: "Query" });
  });
});

/** The errors of a misspelt field, enum value and input field. */
async function misspelt(gateway: Awaited<ReturnType<typeof startTestGateway>>) {
  const ordered = "query ($order: ArticleOrder) { articles(orderBy: $order) { nodes { id } } }";
  const answers = await Promise.all([
    gateway.ask({ query: "{ artcle { id } }" }),
    gateway.ask({ query: ordered, variables: { order: { field: "PUBLISHD" } } }),
    gateway.ask({ query: ordered, variables: { order: { feild: "PUBLISHED" } } }),
  ]);
  return answers.flatMap(({ errors = [] }) => errors.map(({ message, extensions: { code } }) => ({ code, message })));
}

import { createHash } from "node:crypto";
import { auditServer, serverAudits } from "graphql-http";
import { describe, expect, test } from "vitest";
import { errorText, postOf, startHttpGateway } from "./http-gateway.ts";

const JSON_TYPE = "application/json; charset=utf-8";
const GRAPHQL_TYPE = "application/graphql-response+json; charset=utf-8";

const accepting = (accept: string, body: object): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", accept },
  body: JSON.stringify(body),
});

const codesOf = async (response: Response): Promise<string[]> => {
  const { errors = [] } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return errors.map(({ extensions }) => extensions.code);
};

describe("GraphQL over HTTP", () => {
  test("every audit of graphql-http is met", async () => {
    await using gateway = await startHttpGateway();

    const options = { url: `${gateway.origin}/graphql` };

    const results = await auditServer(options);

    expect(results).toHaveLength(61);
    expect(results.map(({ name, status }) => `${name}: ${status}`)).toStrictEqual(
      serverAudits(options).map(({ name }) => `${name}: ok`),
    );
  });

  test.each([
    [undefined, JSON_TYPE],
    ["", JSON_TYPE],
    ["*/*", JSON_TYPE],
    ["application/*", JSON_TYPE],
    ["application/json", JSON_TYPE],
    ["application/json;charset=UTF-8", JSON_TYPE],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON_TYPE],
    ["application/graphql-response+json", GRAPHQL_TYPE],
    ["application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", GRAPHQL_TYPE],
    ["application/graphql-response+json,application/json;q=0.9", GRAPHQL_TYPE],
    ["application/json;q=0.1, application/graphql-response+json;q=0.2", GRAPHQL_TYPE],
    ["*/*, application/json;q=0", GRAPHQL_TYPE],
    ["multipart/mixed, application/json", JSON_TYPE],
    [
      "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed",
      GRAPHQL_TYPE,
    ],
  ])("accept %o answers %s", async (accept, type) => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch(
      "/graphql?query={greeting}",
      accept === undefined ? {} : { headers: { accept } },
    );

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("vary")).toBe("authorization, x-api-key, x-kiosque-view, accept");
  });

  test.each(["text/html", "image/*", "application/json;charset=latin1", "application/json;q=0", "nonsense"])(
    "accept %s answers 406, and nothing is run",
    async (accept) => {
      await using gateway = await startHttpGateway();

      const response = await gateway.fetch("/graphql", accepting(accept, { query: "{ gated }" }));

      expect(response.status).toBe(406);
      expect(await response.text()).toBe(
        errorText("NOT_ACCEPTABLE", "Answers are application/json or application/graphql-response+json."),
      );
    },
  );

  test.each([
    ["a document that cannot be parsed", { query: "{" }, "GRAPHQL_PARSE_FAILED"],
    ["a document that is not valid", { query: "{ farewell }" }, "GRAPHQL_VALIDATION_FAILED"],
    ["a kind of operation that the schema has not", { query: "subscription { x }" }, "GRAPHQL_VALIDATION_FAILED"],
    [
      "one beside a query",
      { query: "query A { greeting } subscription B { x }", operationName: "A" },
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "a variable of the wrong type",
      { query: "query ($name: String) { greeting(name: $name) }", variables: { name: {} } },
      "BAD_USER_INPUT",
    ],
    ["an operation that is not there", { query: "{ greeting }", operationName: "B" }, "OPERATION_RESOLUTION_FAILURE"],
    [
      "a document that is not kept",
      { extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } },
      "PERSISTED_QUERY_NOT_FOUND",
    ],
  ])("%s is 200 as application/json, 400 as graphql-response+json, never cached", async (_case, body, code) => {
    await using gateway = await startHttpGateway();

    const json = await gateway.fetch("/graphql", accepting("application/json", body));
    const graphql = await gateway.fetch("/graphql", accepting("application/graphql-response+json", body));

    expect([json.status, graphql.status]).toStrictEqual([200, 400]);
    expect(graphql.headers.get("content-type")).toBe(GRAPHQL_TYPE);
    expect([json, graphql].map(({ headers }) => headers.get("cache-control"))).toStrictEqual(["no-store", "no-store"]);
    expect(await codesOf(json)).toStrictEqual([code]);
    expect(await codesOf(graphql)).toStrictEqual([code]);
  });

  test.each([
    ["a body that is no JSON", "{", 400],
    ["a request without a document", "{}", 400],
    ["a list of operations", "[]", 400],
  ])("%s is 400 in both types", async (_case, body, status) => {
    await using gateway = await startHttpGateway();

    const json = await gateway.fetch("/graphql", { ...accepting("application/json", {}), body });
    const graphql = await gateway.fetch("/graphql", { ...accepting("application/graphql-response+json", {}), body });

    expect([json.status, graphql.status]).toStrictEqual([status, status]);
    expect([json, graphql].map(({ headers }) => headers.get("content-type"))).toStrictEqual([JSON_TYPE, GRAPHQL_TYPE]);
    expect(await codesOf(json)).toStrictEqual(["BAD_REQUEST"]);
    expect(await codesOf(graphql)).toStrictEqual(["BAD_REQUEST"]);
  });
});

describe("GET /graphql", () => {
  const MUTATION = "mutation { greet }";

  test("a mutation answers 405 with Allow, in both types", async () => {
    await using gateway = await startHttpGateway();

    for (const accept of ["application/json", "application/graphql-response+json"]) {
      const response = await gateway.fetch(`/graphql?query=${encodeURIComponent(MUTATION)}`, { headers: { accept } });

      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("POST");
      expect(await response.json()).toMatchObject({
        errors: [
          {
            message: "GET takes queries only: mutations go by POST.",
            extensions: { code: "METHOD_NOT_ALLOWED" },
          },
        ],
      });
    }
  });

  test("a mutation by its hash answers 405 with Allow as well", async () => {
    await using gateway = await startHttpGateway();
    const persistedQuery = { version: 1, sha256Hash: createHash("sha256").update(MUTATION).digest("hex") };
    const extensions = JSON.stringify({ persistedQuery });
    const kept = await gateway.fetch("/graphql", {
      ...postOf(MUTATION),
      body: JSON.stringify({ query: MUTATION, extensions: { persistedQuery } }),
    });

    const response = await gateway.fetch(`/graphql?extensions=${encodeURIComponent(extensions)}`);

    expect(await kept.json()).toStrictEqual({ data: { greet: "Bonjour" } });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    expect(await codesOf(response)).toStrictEqual(["METHOD_NOT_ALLOWED"]);
  });

  test("of several operations the query is run", async () => {
    await using gateway = await startHttpGateway();
    const search = new URLSearchParams({ query: `${MUTATION.replace("{", "M {")} query Q { greeting }` });

    const query = await gateway.fetch(`/graphql?${search.toString()}&operationName=Q`);
    const mutation = await gateway.fetch(`/graphql?${search.toString()}&operationName=M`);

    expect(await query.json()).toStrictEqual({ data: { greeting: "Bonjour été" } });
    expect(mutation.status).toBe(405);
  });

  test.each([
    ["query=%ff", "The URL is not percent-encoded UTF-8."],
    ["query=%", "The URL is not percent-encoded UTF-8."],
    ["query={greeting}&query={greeting}", "query is in the URL more than once."],
    ["query={greeting}&variables=1", "variables must be an object."],
    ["query={greeting}&variables=[]", "variables must be an object."],
    ["query={greeting}&variables={", "variables is not JSON."],
    ['query={greeting}&variables={"a":1,"a":2}', "variables has a key twice in one object."],
    ['query={greeting}&extensions={"__proto__":{}}', "extensions has a key __proto__, which is not taken."],
  ])("%s answers 400", async (search, message) => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch(`/graphql?${search}`);

    expect(response.status).toBe(400);
    expect(await response.text()).toBe(errorText("BAD_REQUEST", message));
  });
});

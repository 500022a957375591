import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange, type CacheExchangeOpts } from "@urql/exchange-graphcache";
import { buildSchema, type GraphQLObjectType, introspectionFromSchema, isAbstractType, isObjectType } from "graphql";
import { GraphQLClient } from "graphql-request";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { readSavedOperations } from "../../src/http/saved-operations.ts";
import { readText, ROOT } from "../architecture/repository.ts";
import { startNewsroomServer } from "../http/newsroom-server.ts";
import { saveDemo } from "../support/demo.ts";
import { tokensMasked } from "../support/tokens-masked.ts";

interface Operation {
  readonly name: string;
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

const saved = await readSavedOperations(join(ROOT, "schema/operations"));
const OPERATIONS: Operation[] = saved.map(({ name, document, variables = "{}" }) => ({
  name,
  document,
  variables: JSON.parse(variables),
}));
const schema = buildSchema(readText("schema/schema.graphql"));
const types = Object.values(schema.getTypeMap());
/** What has no id to be asked for again by is part of what it is in. */
const PARTS = types
  .filter((type) => isObjectType(type))
  .filter(({ name }) => !/^(__.*|Query|Mutation)$/.test(name))
  .filter((type) => !type.getInterfaces().some(({ name }) => name === "Node"));
const POSSIBLE_TYPES = Object.fromEntries(
  types.filter((type) => isAbstractType(type)).map((type) => [type.name, schema.getPossibleTypes(type).map(String)]),
);
/** Ids begin with their type. */
const entityOf = ({ id }: { id: string }) => ({ __typename: id.slice(0, id.indexOf(":")), id });
const hasId = (type: GraphQLObjectType) => "id" in type.getFields();

let server: Awaited<ReturnType<typeof startNewsroomServer>>;
let url: string;
/** What the server answers to plain fetch. */
const expected = new Map<string, unknown>();
beforeAll(async () => {
  server = await startNewsroomServer();
  url = `${server.origin}/graphql`;
  await saveDemo(server.newsroom);
  for (const { name, document, variables } of OPERATIONS) {
    const answer = await server.post(JSON.stringify({ query: document, variables }));
    expected.set(name, ((await answer.json()) as { data: unknown }).data);
  }
});
afterAll(() => server[Symbol.asyncDispose]());

/** Without `__typename`, which clients ask for on their own. */
const plain = (data: unknown): unknown =>
  JSON.parse(tokensMasked(JSON.stringify(data)), (key, value: unknown) => (key === "__typename" ? undefined : value));

const plainly = () => new Map([...expected].map(([name, data]) => [name, plain(data)]));

/** Names a client to the server. */
const headersOf = (client: string) => ({ "x-request-id": client });

/** The methods and statuses of all that the server was asked by a client, once they are that many. */
async function requestsOf(client: string, count: number): Promise<string[]> {
  for (;;) {
    const lines = (await server.logLines(0)).filter(({ requestId }) => requestId === client);
    if (lines.length >= count) return lines.map(({ method, status }) => `${String(method)} ${String(status)}`);
    await sleep(5);
  }
}

describe("Plain fetch", () => {
  test("has data of the demo newsroom for every saved operation", () => {
    for (const { name } of OPERATIONS) {
      const data = expected.get(name) as Record<string, unknown>;

      expect(Object.values(data), name).not.toContain(null);
    }
    expect(expected.size).toBe(OPERATIONS.length);
  });
});

describe("graphql-request", () => {
  test.each(OPERATIONS)("$name gets what plain fetch gets", async ({ name, document, variables }) => {
    const client = new GraphQLClient(url);

    expect(plain(await client.request(document, variables))).toEqual(plain(expected.get(name)));
  });
});

describe("Apollo Client with persisted queries over GET", () => {
  const clientOf = (name: string) =>
    new ApolloClient({
      cache: new InMemoryCache({
        possibleTypes: POSSIBLE_TYPES,
        typePolicies: Object.fromEntries(
          PARTS.filter((type) => !hasId(type)).map((type) => [type.name, { merge: true }]),
        ),
      }),
      link: new PersistedQueryLink({
        sha256: (text) => createHash("sha256").update(text).digest("hex"),
        useGETForHashedQueries: true,
      }).concat(new HttpLink({ uri: url, headers: headersOf(name) })),
    });
  const answersTo = async (name: string) => {
    const client = clientOf(name);
    const answers = new Map<string, unknown>();
    for (const { name: operation, document, variables } of OPERATIONS) {
      const { data } = await client.query({ query: gql(document), variables });
      answers.set(operation, plain(data));
    }
    return answers;
  };
  let complaints: string[];
  beforeEach(() => {
    complaints = [];
    const hear = (...words: unknown[]) => void complaints.push(words.join(" "));
    vi.spyOn(console, "warn").mockImplementation(hear);
    vi.spyOn(console, "error").mockImplementation(hear);
  });
  afterEach(() => void vi.restoreAllMocks());

  test("gets what plain fetch gets: the first reader's hashes are unknown, the second's known", async () => {
    expect(await answersTo("apollo-first")).toEqual(plainly());
    expect(await requestsOf("apollo-first", 2 * OPERATIONS.length)).toEqual(
      OPERATIONS.flatMap(() => ["GET 400", "POST 200"]),
    );

    expect(await answersTo("apollo-second")).toEqual(plainly());
    expect(await requestsOf("apollo-second", OPERATIONS.length)).toEqual(OPERATIONS.map(() => "GET 200"));
    expect(complaints).toEqual([]);
  });

  test("keeps an edge met from both its ends apart", async () => {
    const edges = (args: string, inner: string) => `related${args} { edges { id node { id ${inner} } } }`;
    const document = `{ article(slug: "tramway-ligne-b-inauguration") { id ${edges("(direction: INCOMING)", edges("", ""))} } }`;
    const { data } = await clientOf("apollo-edges").query({ query: gql(document) });
    const answer = await server.post(JSON.stringify({ query: document }));

    expect({ data: plain(data) }).toEqual(await answer.json());
    expect(complaints).toEqual([]);
  });
});

describe("urql with its normalised cache", () => {
  const clientOf = (name: string) => {
    const warnings: string[] = [];
    const options: CacheExchangeOpts = {
      schema: introspectionFromSchema(schema),
      keys: Object.fromEntries(PARTS.map((type) => [type.name, () => null])),
      resolvers: {
        Query: { node: (_query, args) => entityOf(args as { id: string }) },
      },
      logger: (severity, message) => severity === "debug" || warnings.push(message),
    };
    const client = new Client({
      url,
      exchanges: [cacheExchange(options), fetchExchange],
      fetchOptions: { headers: headersOf(name) },
      preferGetMethod: false,
    });
    return { client, warnings };
  };

  test.each(OPERATIONS)("$name gets what plain fetch gets, once", async ({ name, document, variables }) => {
    const { client, warnings } = clientOf(`urql-${name}`);
    const first = await client.query(document, variables).toPromise();
    const again = await client.query(document, variables).toPromise();

    expect([first.error, again.error]).toEqual([undefined, undefined]);
    expect([plain(first.data), plain(again.data)]).toEqual([plain(expected.get(name)), plain(expected.get(name))]);
    expect(warnings).toEqual([]);
    expect(await requestsOf(`urql-${name}`, 1)).toEqual(["POST 200"]);
  });

  test("all of them together get what plain fetch gets, and no story is another's", async () => {
    const { client, warnings } = clientOf("urql-all");
    for (const { document, variables } of OPERATIONS) await client.query(document, variables).toPromise();
    const sent = await requestsOf("urql-all", OPERATIONS.length);
    const fromCache = new Map<string, unknown>();
    for (const { name, document, variables } of OPERATIONS) {
      const { data } = await client.query(document, variables, { requestPolicy: "cache-only" }).toPromise();
      fromCache.set(name, plain(data));
    }

    expect(fromCache).toEqual(plainly());
    expect(warnings).toEqual([]);
    expect(sent).toEqual(OPERATIONS.map(() => "POST 200"));
  });

  test("what other operations have brought is not asked for again", async () => {
    const { client, warnings } = clientOf("urql-overlap");
    const run = async (name: string) => {
      const { document, variables } = OPERATIONS.find((each) => each.name === name) ?? { document: "", variables: {} };
      const { data } = await client.query(document, variables).toPromise();
      return plain(data) as Data;
    };
    interface Data {
      articles: { edges: { node: { id: string; headline: string; language: string } }[] };
      section: { articles: { edges: { node: { id: string; headline: string; summary: string } }[] } };
    }
    const { articles } = await run("Latest");
    const { section } = await run("SectionPage");
    const latest = new Map(articles.edges.map(({ node }) => [node.id, node]));
    const both = section.articles.edges.flatMap(({ node }) => {
      const other = latest.get(node.id);
      return other ? [{ id: node.id, headline: node.headline, summary: node.summary, language: other.language }] : [];
    });
    const overlapping = "query ($id: ID!) { node(id: $id) { ... on Article { id headline summary language } } }";
    const nodes = [];
    for (const { id } of both) {
      const { data } = await client.query(overlapping, { id }).toPromise();
      nodes.push((plain(data) as { node: object }).node);
    }

    expect(both.length).toBeGreaterThan(0);
    expect(nodes).toEqual(both);
    expect(warnings).toEqual([]);
    expect(await requestsOf("urql-overlap", 2)).toEqual(["POST 200", "POST 200"]);
  });
});

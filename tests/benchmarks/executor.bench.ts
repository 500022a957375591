/**
 * Our executor against graphql-js: 200 rows that are in memory already, 8 fields a row and 3 of its section.
 * By hand: `node tests/benchmarks/executor.bench.ts`. Prints the least µs an execution of either, and their ratio.
 */
import { equal } from "node:assert/strict";
import { buildSchema, execute, isObjectType, parse } from "graphql";
import type { GraphQLFieldResolver } from "graphql";
import { createExecutor, type Executed } from "../../src/graphql/execution/executor.ts";
import { joined } from "../../src/graphql/execution/json-output.ts";

const schema = buildSchema(`
  type Query { articles(first: Int = 200): [Article!]! }
  type Article {
    id: ID! slug: String! headline: String! kicker: String wordCount: Int! isLive: Boolean! score: Float
    path: String! section: Section node: Node
  }
  interface Node { id: ID! }
  type Section implements Node { id: ID! name: String! path: String! }
`);
resolve("path", (row: { slug: string }) => `/articles/${row.slug}`);
resolve("node", (row: { section: object }) => row.section);

const rows = Array.from({ length: 200 }, (_, index) => ({
  id: `a${index}`,
  slug: `slug-${index}`,
  headline: `Headline number ${index}`,
  kicker: index % 3 === 0 ? null : "Kicker",
  wordCount: index * 7,
  isLive: index % 2 === 0,
  score: index / 3,
  section: { __typename: "Section", id: `s${index % 10}`, name: `Section ${index % 10}`, path: `/s/${index % 10}` },
}));

const documents = {
  columns: `{ articles { id slug headline kicker wordCount isLive score } }`,
  section: `query ($first: Int) { articles(first: $first) { id slug headline kicker wordCount isLive score path
    section { id name path } } }`,
  abstract: `{ articles { id ...A section { __typename id } node { __typename id ... on Section { name } } } }
    fragment A on Article { headline path }`,
};

const executor = createExecutor(schema);
const given = { rootValue: { articles: () => rows }, contextValue: {} };
const variables = { first: 200 };

for (const [name, text] of Object.entries(documents)) {
  const document = parse(text);
  const ours = () => bytesOf(executor({ document, variables, ...given }));
  const theirs = () =>
    Buffer.from(JSON.stringify(execute({ schema, document, variableValues: variables, ...given })).slice(8, -1));
  equal(ours().toString(), theirs().toString());
  const [oursMicros, theirsMicros] = [leastMicros(ours), leastMicros(theirs)];
  const ratio = (theirsMicros / oursMicros).toFixed(1);
  console.log(`${name}: ${oursMicros.toFixed(1)} µs, graphql-js ${theirsMicros.toFixed(1)} µs, ${ratio} times`);
}

function resolve(fieldName: string, resolver: GraphQLFieldResolver<never, unknown>): void {
  const article = schema.getType("Article");
  if (isObjectType(article)) Object.assign(article.getFields()[fieldName] ?? {}, { resolve: resolver });
}

function bytesOf(executed: Executed | Promise<Executed>): Buffer {
  if (executed instanceof Promise || !executed.data) throw new Error("Not answered at once.");
  return joined(executed.data);
}

/** The least of many short rounds: what other work on the machine cannot inflate. */
function leastMicros(run: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < 150; round += 1) {
    const start = process.hrtime.bigint();
    for (let turn = 0; turn < 20; turn += 1) run();
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 20_000);
  }
  return least;
}

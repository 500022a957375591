import { fc } from "../support/seeded.ts";
import {
  buildSchema,
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  parse,
  printSchema,
  validate,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Content, createContent } from "../../src/content/content.ts";
import type { Row } from "../../src/content/reading/source.ts";
import { openSectionCache, type SectionCache } from "../../src/content/section/section-cache.ts";
import { ANONYMOUS } from "../../src/content/viewer.ts";
import { createPlainExecutor } from "./execution/plain-executor.ts";
import { DEFAULT_LIMITS } from "../../src/graphql/limits/limits.ts";
import { createSchema } from "../../src/graphql/schema.ts";
import { GatewayError } from "../../src/errors.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { tokensMasked } from "../support/tokens-masked.ts";
import { richNewsroom } from "./rich-newsroom.ts";
import { OperationWriter, type Values, type Variables } from "./write-operation.ts";

const ids = (...given: string[]) => given.map((id) => JSON.stringify(id));

const values: Values = {
  good: {
    "article.id": ids("Article:1", "Article:2", "Article:8", "Article:9", "Article:999"),
    "article.slug": ids("story-0", "story-3", "story-7", "partial", "nothing"),
    "article.uri": ids("urn:story-1", "urn:story-4", "urn:withdrawn"),
    "section.id": ids("Section:1", "Section:2"),
    "section.slug": ids("monde", "europe", "nothing"),
    "section.path": ids("monde", "monde/asie/coree"),
    "tag.id": ids("Tag:1", "Tag:2"),
    "tag.slug": ids("topic-0", "person-1"),
    "contributor.id": ids("Contributor:1", "Contributor:2"),
    "contributor.slug": ids("ada-aldin", "nobody"),
    "node.id": ids("Article:1", "Section:1", "Tag:1", "Contributor:1", "Image:1", "Article:10", "Image:99"),
    ids: [
      '["Article:2", "Article:3", "Article:2"]',
      '["Tag:1", "Image:1", "Article:9", "Section:2", "Contributor:2", "Article:1"]',
      "[]",
    ],
    first: ["1", "2", "5", "100"],
    last: ["1", "3"],
    after: ["null"],
    before: ["null"],
    query: ['"a"', '"ORG"', '""', "null"],
    "resolvePath.path": ids("/articles/story-0", "/articles/story-3", "/monde/asie", "/nothing"),
    sections: ['["Section:1"]', '["Section:3", "Section:2"]'],
    tags: ['["Tag:1", "Tag:7"]'],
    contributors: ['["Contributor:2"]'],
    excludeIds: ['["Article:1", "Article:4"]'],
    languages: ['["fr"]', '["EN", "de"]'],
    urgencyAtMost: ["3", "9"],
    maxChars: ["10", "1"],
    timeZone: ['"Asia/Seoul"', "null"],
    Locale: ['"fr"', '"de-CH"', '"pt"'],
    DateTime: ['"2026-11-20T01:00:00Z"', '"2026-11-21T12:00:01+01:00"'],
    Boolean: ["true", "false"],
  },
  bad: {
    id: ids("Nothing:1", "Article:0", "Tag:1"),
    ids: ['["Article:1", "none"]'],
    slug: ['"\\u0000"'],
    first: ["0", "101", "-1"],
    last: ["0"],
    after: ['"nonsense"'],
    before: ['"nonsense"'],
    maxChars: ["0"],
    timeZone: ['"Nowhere/At_All"'],
    Locale: ['"not a locale"'],
    sections: ['["Tag:1"]'],
  },
};

const variables: Variables = {
  yes: { type: "Boolean!", values: [true, false] },
  no: { type: "Boolean!", values: [false, true] },
  size: { type: "Int", values: [2, 3, null, undefined, 0] },
  placements: { type: "[Placement!]", values: [["INLINE"], ["END", "SIDEBAR"], [], null, undefined] },
  kinds: { type: "[RelationKind!]", values: [["ANALYSIS", "BACKGROUND"], undefined] },
  direction: { type: "RelationDirection! = OUTGOING", values: ["INCOMING", undefined] },
  locale: { type: "Locale", values: ["es", "??", undefined] },
  filter: {
    type: "ArticleFilter",
    values: [{ hasImage: true }, { tags: ["Tag:1"] }, { excludeIds: ["Section:1"] }, undefined],
  },
};
const drawnVariables = fc
  .record(
    Object.fromEntries(Object.entries(variables).map(([name, { values: among }]) => [name, fc.constantFrom(...among)])),
  )
  .map((given) => JSON.parse(JSON.stringify(given)) as Record<string, unknown>);

const schema = await createSchema();
const ours = createPlainExecutor(schema, { ahead: (parent, key) => (parent as Row)[key] });
const printed = buildSchema(printSchema(schema));

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
let sectionCache: SectionCache;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(...richNewsroom());
  sectionCache = await openSectionCache(gateway.database);
});
afterAll(async () => {
  await sectionCache.close();
  await gateway[Symbol.asyncDispose]();
});

/**
 * An error by the place it left null. Where it took its parents along, others may have done so at the same moment, and
 * the first to be found is the one reported: which one is then a matter of timing.
 */
function placed({ message, path = [] }: GraphQLError, data: unknown): string {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return `${path.slice(0, depth).join(".")}: null`;
    value = (value as Record<string | number, unknown>)[key];
  }
  return `${path.join(".")}: ${message}`;
}

/** Errors in the order of their places; how they were found in time does not count. */
async function answerOf(
  executed: (content: Awaited<ReturnType<typeof createContent>>) => ExecutionResult | Promise<ExecutionResult>,
) {
  const content = await createContent({
    reader: gateway.database.reader(),
    sectionCache,
    newsroom: { name: "The News", timeZone: "Europe/Paris", publicUrl: "https://news.example" },
    now: gateway.clock.now,
    viewer: ANONYMOUS,
    view: "PUBLIC",
  });
  const { data, errors = [] } = await executed(content);
  return {
    data: tokensMasked(JSON.stringify(data ?? null)),
    errors: [...new Set(errors.map((error) => placed(error, data)))].toSorted(),
    faults: errors
      .filter(
        ({ originalError }) =>
          originalError && !(originalError instanceof GatewayError || originalError instanceof GraphQLError),
      )
      .map(({ originalError }) => originalError),
  };
}

/** What queries get of a request's context. */
const contextOf = (content: Content) => ({ content, requestId: "test", budget: undefined, limits: DEFAULT_LIMITS });

const byUs = (document: DocumentNode, given: Record<string, unknown>) =>
  answerOf((content) => ours({ document, variables: given, contextValue: contextOf(content) }));
const byGraphqlJs = (document: DocumentNode, given: Record<string, unknown>) =>
  answerOf((content) => execute({ schema, document, variableValues: given, contextValue: contextOf(content) }));

/** graphql-js 16 leaves a rejection unhandled when a sibling throws at once; ours does not. */
const listeners = process.listeners("unhandledRejection");
beforeAll(() => {
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", () => undefined);
});
afterAll(() => {
  process.removeAllListeners("unhandledRejection");
  for (const listener of listeners) process.on("unhandledRejection", listener);
});

describe("The gateway's executor, which takes what was read ahead", () => {
  test("answers every operation as graphql-js does, which asks the resolvers", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.array(drawnVariables, { minLength: 1, maxLength: 2 }), async (gen, given) => {
        const text = new OperationWriter({ schema: printed, values, variables }, (arbitrary) =>
          gen(() => arbitrary),
        ).write(10);
        const document = parse(text);
        // Some name a column of one type that another calls by a type of its own.
        fc.pre(validate(schema, document).length === 0);
        for (const each of given) {
          const theirs = await byGraphqlJs(document, each);
          expect(await byUs(document, each), `${text}\n${JSON.stringify(each)}`).toEqual(theirs);
          expect(theirs.faults, text).toEqual([]);
        }
      }),
      { endOnFailure: true, numRuns: 320 },
    );
  });

  test.each(["OUTGOING", "INCOMING"])(
    "answers four hops of related stories, the last ones %s, as graphql-js does",
    async (direction) => {
      const hops = (left: number): string =>
        left === 0
          ? "headline"
          : `uri related(direction: ${left % 2 === 0 ? "OUTGOING" : direction}, first: 4) {
        totalCount pageInfo { hasNextPage endCursor }
        edges { kind label position cursor node { ${hops(left - 1)} tags(first: 2) { tag { name } } contributors { contributor { name } } } } }`;
      const document = parse(
        `{ one: article(uri: "urn:story-0") { ${hops(4)} } all: articles { nodes { ${hops(4)} } } }`,
      );

      const theirs = await byGraphqlJs(document, {});

      expect(theirs.errors).toEqual([]);
      expect(theirs.data).toContain("EXPLAINER");
      expect(await byUs(document, {})).toEqual(theirs);
    },
  );
});

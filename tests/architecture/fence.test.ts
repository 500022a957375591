import { describe, expect, test } from "vitest";
import { lintPlanted } from "./lint-planted.ts";

const DATABASE_ABOVE = "database is the bottom layer";
const DATABASE_PACKAGE = "database knows tables only";
const CONTENT_ABOVE = "content imports only database";
const CONTENT_PACKAGE = "content is free of GraphQL and HTTP";
const GRAPHQL_ABOVE = "graphql is below http";
const GRAPHQL_ROWS = "graphql reads through content (entity types: import type)";
const GRAPHQL_PACKAGE = "graphql reads through content";
const HTTP_BELOW = "http reads through graphql (types: import type)";
const INGEST_ABOVE = "ingest writes through content only";
const INGEST_BELOW = "ingest writes through content (types: import type)";
const INGEST_PACKAGE = "ingest is free of GraphQL and HTTP";

/** File, what it imports, what the refusal says. */
const FORBIDDEN: readonly (readonly [file: string, specifier: string, message: string])[] = [
  ["src/errors.ts", "./log.ts", "errors.ts imports nothing"],
  ["src/errors.ts", "node:path", "errors.ts imports nothing"],
  ["src/errors.ts", "graphql", "errors.ts imports nothing"],
  ["src/database/reader.ts", "../content/content.ts", DATABASE_ABOVE],
  ["src/database/entities/article.entity.ts", "../../graphql/article/article.type.ts", DATABASE_ABOVE],
  ["src/database/reader.ts", "../http/server.ts", DATABASE_ABOVE],
  ["src/database/reader.ts", "../ingest/ingest.ts", DATABASE_ABOVE],
  ["src/database/reader.ts", "../cli/main.ts", DATABASE_ABOVE],
  ["src/database/reader.ts", "graphql", DATABASE_PACKAGE],
  ["src/database/reader.ts", "type-graphql", DATABASE_PACKAGE],
  ["src/database/reader.ts", "@apollo/server", DATABASE_PACKAGE],
  ["src/database/reader.ts", "dataloader", DATABASE_PACKAGE],
  ["src/content/content.ts", "../graphql/context.ts", CONTENT_ABOVE],
  ["src/content/article/article.queries.ts", "../../http/server.ts", CONTENT_ABOVE],
  ["src/content/article/article.queries.ts", "../../ingest/ingest.ts", CONTENT_ABOVE],
  ["src/content/content.ts", "../main.ts", CONTENT_ABOVE],
  ["src/content/content.ts", "graphql", CONTENT_PACKAGE],
  ["src/content/content.ts", "type-graphql", CONTENT_PACKAGE],
  ["src/content/content.ts", "@apollo/server/plugin/disabled", CONTENT_PACKAGE],
  ["src/graphql/context.ts", "../http/server.ts", GRAPHQL_ABOVE],
  ["src/graphql/article/article.resolver.ts", "../../ingest/ingest.ts", GRAPHQL_ABOVE],
  ["src/graphql/context.ts", "../cli/main.ts", GRAPHQL_ABOVE],
  ["src/graphql/article/article.type.ts", "../../database/entities/article.entity.ts", GRAPHQL_ROWS],
  ["src/graphql/context.ts", "@mikro-orm/core", GRAPHQL_PACKAGE],
  ["src/graphql/context.ts", "dataloader", GRAPHQL_PACKAGE],
  ["src/http/server.ts", "../content/content.ts", HTTP_BELOW],
  ["src/http/server.ts", "../database/database.ts", HTTP_BELOW],
  ["src/http/server.ts", "@mikro-orm/core", HTTP_BELOW],
  ["src/http/server.ts", "type-graphql", "http is free of the schema's classes"],
  ["src/http/server.ts", "../ingest/ingest.ts", "http only answers requests"],
  ["src/ingest/ingest.ts", "../graphql/schema.ts", INGEST_ABOVE],
  ["src/ingest/formats/ninjs.ts", "../../http/server.ts", INGEST_ABOVE],
  ["src/ingest/ingest.ts", "../database/database.ts", INGEST_BELOW],
  ["src/ingest/ingest.ts", "graphql", INGEST_PACKAGE],
  ["src/cli/main.ts", "../../tests/support/test-database.ts", "src never needs tests"],
  ["src/main.ts", "../tests/support/test-database.ts", "src never needs tests"],
];

const PERMITTED: readonly (readonly [file: string, statement: string])[] = [
  ["src/database/database.ts", 'export { MikroORM } from "@mikro-orm/core";'],
  ["src/database/reader.ts", 'export { GatewayError } from "../errors.ts";'],
  ["src/content/content.ts", 'export { openDatabase } from "../database/database.ts";'],
  ["src/content/article/article.loaders.ts", 'export { default as DataLoader } from "dataloader";'],
  ["src/graphql/context.ts", 'export { createContent } from "../content/content.ts";'],
  ["src/graphql/schema.ts", 'export { GraphQLSchema } from "graphql";'],
  [
    "src/graphql/article/article.resolver.ts",
    'export type { Article } from "../../database/entities/article.entity.ts";',
  ],
  ["src/http/server.ts", 'export { createSchema } from "../graphql/schema.ts";'],
  ["src/http/health.ts", 'export type { Database } from "../database/database.ts";'],
  ["src/ingest/ingest.ts", 'export { saveArticles } from "../content/article/article.commands.ts";'],
  ["src/cli/main.ts", 'export { openDatabase } from "../database/database.ts";'],
  ["src/main.ts", 'export { startServer } from "./http/server.ts";'],
];

describe("The layer fence", () => {
  test.each(FORBIDDEN)("%s may not import %s", async (file, specifier, message) => {
    const { exitCode, diagnostics } = await lintPlanted(new Map([[file, `export * from "${specifier}";\n`]]));

    expect(diagnostics.map(({ filename, help }) => ({ filename, help }))).toEqual([{ filename: file, help: message }]);
    expect(exitCode).toBe(1);
  });

  test.each([
    ["import()", 'export const late = await import("../content/content.ts");'],
    ["import type", 'import type { Content } from "../content/content.ts";\n\nexport type Late = Content;'],
    ["import { type }", 'import { type Content } from "../content/content.ts";\n\nexport type Late = Content;'],
  ])("%s is no way round it", async (_form, statement) => {
    const { exitCode, diagnostics } = await lintPlanted(new Map([["src/database/reader.ts", `${statement}\n`]]));

    expect(diagnostics.map(({ help }) => help)).toContain(DATABASE_ABOVE);
    expect(exitCode).toBe(1);
  });

  test("what architecture permits passes", async () => {
    const { exitCode, diagnostics } = await lintPlanted(new Map(PERMITTED));

    expect(diagnostics).toEqual([]);
    expect(exitCode).toBe(0);
  });
});

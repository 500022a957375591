import { defineConfig } from "vitest/config";
import { mutation } from "./safety/all-mutants.ts";

/**
 * Differential tests run graphql-js beside our executor. When a list of its fails, what its items still wait for goes on
 * unheard (version 16 of graphql-js); ours waits for it, and must go on to be caught when it does not.
 */
const isOfGraphqlJs = (error: { name?: string | undefined; stack?: string | undefined }) =>
  error.name === "GraphQLError" &&
  "VITEST_TEST_PATH" in error &&
  String(error.VITEST_TEST_PATH).endsWith("differential.test.ts") &&
  error.stack?.includes("node_modules/graphql/execution/execute.js") === true &&
  !error.stack.includes("/src/graphql/execution/");

const mutant = process.env["KIOSQUE_MUTANT"];

export default defineConfig({
  // The code as it is, or with one rule switched off: see safety/mutants.test.ts.
  plugins: mutant ? [mutation(mutant)] : [],
  // Without this vitest loads graphql twice: index.mjs for us, index.js for type-graphql and Apollo.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    root: import.meta.dirname,
    globalSetup: "setup.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    maxConcurrency: 2,
    onUnhandledError: (error) => !isOfGraphqlJs(error),
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  // Without this vitest loads graphql twice: index.mjs for us, index.js for type-graphql and Apollo.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: { root: import.meta.dirname, globalSetup: "setup.ts", testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: 2 },
});

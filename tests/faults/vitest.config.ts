import { defineConfig, mergeConfig } from "vitest/config";
import tests from "../vitest.config.ts";

/** What databases and networks do, tried on a PostgreSQL server (DATABASE_URL) and on gateways as they are run. */
export default mergeConfig(
  tests,
  defineConfig({ test: { include: ["faults/**/*.fault.ts"], reporters: ["verbose"], fileParallelism: false } }),
);

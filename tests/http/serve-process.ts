import { loadConfig, readEnvironment } from "../../src/config.ts";
import { serve } from "../../src/http/serve.ts";
import { createLog } from "../../src/log.ts";
import { EVERYONE } from "../support/everyone.ts";
import { NO_DOCUMENTS } from "../support/no-documents.ts";
import { startGraphql } from "./http-gateway.ts";

// A process of its own for tests of signals: what main.ts does, over the tests' schema. "go" on stdin opens the gate.

const opened = Promise.withResolvers<void>();
process.stdin.once("data", () => opened.resolve());
const log = createLog("info");
const graphql = await startGraphql(() => {
  log.info("entered");
  return opened.promise;
});
try {
  const url = await serve({
    config: loadConfig(readEnvironment()),
    log,
    graphql,
    admission: EVERYONE,
    documents: NO_DOCUMENTS,
    ping: async () => {},
    closeBelow: async () => {
      await graphql.stop();
      log.info("database closed");
    },
    savedOperations: [],
    demoImage: () => undefined,
  });
  log.info({ url }, "ready");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { type Config, ConfigError, loadConfig, readEnvironment } from "./config.ts";
import { openSectionCache } from "./content/section/section-cache.ts";
import { type Database, openDatabase } from "./database/database.ts";
import { createGateway } from "./graphql/gateway.ts";
import { createSchema } from "./graphql/schema.ts";
import { readSavedOperations } from "./http/saved-operations.ts";
import { serve } from "./http/serve.ts";
import { databaseFault, StartupFault } from "./http/startup-fault.ts";
import { demoImage } from "./ingest/demo/demo-images.ts";
import { loadDemo } from "./ingest/demo/load-demo.ts";
import { createLog, type Log } from "./log.ts";

const OPERATIONS_DIRECTORY = join(import.meta.dirname, "../schema/operations");

/**
 * What an answer is made of dies with it: a young generation with room for all answers under way is collected less often
 * and leaves less to copy. Sizes in MB.
 */
const HEAP_FLAGS = ["--min-semi-space-size=16", "--max-semi-space-size=32"];

/** Config → database → schema → HTTP. */
async function start(): Promise<void> {
  for (const flag of HEAP_FLAGS) setFlagsFromString(flag);
  const config = loadConfig(readEnvironment());
  const log = createLog(config.logLevel);
  const database = await open(config);
  try {
    if (config.hasDemo) await loadDemo(database, config.newsroomTimeZone);
    const url = await serveFrom(database, config, log);
    // On stderr: stdout is JSON lines only.
    process.stderr.write(`Kiosque is ready: ${url}${config.hasGraphiql ? "/graphiql" : "/graphql"}\n`);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function open({ database }: Config): Promise<Database> {
  try {
    return await openDatabase(database);
  } catch (error) {
    throw databaseFault(error, database);
  }
}

async function serveFrom(database: Database, config: Config, log: Log): Promise<string> {
  const sectionCache = await openSectionCache(database);
  const graphql = await createGateway({
    schema: await createSchema(),
    newsroom: { timeZone: config.newsroomTimeZone, publicUrl: config.publicUrl },
    sectionCache,
    reader: () => database.reader(),
    now: () => new Date(),
    isIntrospectable: config.hasIntrospection,
    onFault: (fault, requestId) => log.error({ requestId, err: fault }, "unexpected error"),
  });
  return serve({
    config,
    log,
    graphql,
    savedOperations: await readSavedOperations(OPERATIONS_DIRECTORY),
    demoImage,
    ping: () => database.ping(),
    closeBelow: async () => {
      await graphql.stop();
      await sectionCache.close();
      await database.close();
    },
  });
}

try {
  await start();
} catch (error) {
  const isExplained = error instanceof ConfigError || error instanceof StartupFault;
  const text = error instanceof Error ? (!isExplained && error.stack) || error.message : String(error);
  process.stderr.write(`Kiosque cannot start.\n${text}\n`);
  process.exit(1);
}

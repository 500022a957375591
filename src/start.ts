import { join } from "node:path";
import { type Config, ConfigError, loadConfig, readEnvironment } from "./config.ts";
import { openSectionCache } from "./content/section/section-cache.ts";
import { type Database, openDatabase } from "./database/database.ts";
import { createGateway } from "./graphql/gateway.ts";
import { createSchema } from "./graphql/schema.ts";
import { readSavedOperations } from "./http/saved-operations.ts";
import { serve } from "./http/serve.ts";
import { databaseFault, StartupFault } from "./http/startup-fault.ts";
import { createLog, type Log } from "./log.ts";

const OPERATIONS_DIRECTORY = join(import.meta.dirname, "../schema/operations");

/** Starts the gateway from the environment; when it cannot, says why on stderr and ends the process with 1. */
export async function start(): Promise<void> {
  try {
    await run();
  } catch (error) {
    const isExplained = error instanceof ConfigError || error instanceof StartupFault;
    const text = error instanceof Error ? (!isExplained && error.stack) || error.message : String(error);
    process.stderr.write(`Kiosque cannot start.\n${text}\n`);
    process.exit(1);
  }
}

/** Config → database → schema → HTTP. */
async function run(): Promise<void> {
  const config = loadConfig(readEnvironment());
  const log = createLog(config.logLevel);
  const database = await open(config);
  try {
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

/** Loaded only where it is wanted: a gateway without the demo starts without it. */
async function openDemo(database: Database, timeZone: string) {
  const [{ demoImage }, { loadDemo }] = await Promise.all([
    import("./ingest/demo/demo-images.ts"),
    import("./ingest/demo/load-demo.ts"),
  ]);
  await loadDemo(database, timeZone);
  return demoImage;
}

async function serveFrom(database: Database, config: Config, log: Log): Promise<string> {
  const demoImage = config.hasDemo ? await openDemo(database, config.newsroomTimeZone) : undefined;
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

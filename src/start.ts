import { join } from "node:path";
import type { Cancellation } from "./cancellation.ts";
import { type Config, ConfigError, loadConfig, readEnvironment } from "./config.ts";
import { openApiKeys } from "./content/api-key/api-keys.ts";
import { startChangeLogUpkeep } from "./content/change/change-log-upkeep.ts";
import { unknownSections } from "./content/licence.ts";
import { createDocumentService } from "./content/syndication/document-service.ts";
import { openSectionCache } from "./content/section/section-cache.ts";
import { startSuggestionUpkeep } from "./content/suggestion/suggestion-upkeep.ts";
import { type Database, openDatabase } from "./database/database.ts";
import { openDatabaseClock } from "./database/database-clock.ts";
import { openKeptDocuments } from "./graphql/documents/kept-documents.ts";
import { createManifest } from "./graphql/documents/manifest.ts";
import type { IngestDoor } from "./graphql/desk/ingest-door.ts";
import { createGateway } from "./graphql/gateway.ts";
import { createSchema } from "./graphql/schema.ts";
import { createAdmission } from "./http/admission.ts";
import { readSavedOperations } from "./http/saved-operations.ts";
import { serve } from "./http/serve.ts";
import { databaseFault, StartupFault } from "./http/startup-fault.ts";
import { createLog, exitAfterLastLines, type Log, logFault } from "./log.ts";

const OPERATIONS_DIRECTORY = join(import.meta.dirname, "../schema/operations");

/** A statement that outlives its request by this, because cancelling it failed, is ended by the server. */
const CANCEL_GRACE_MS = 1_000;

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
  const database = await open(config, log);
  try {
    const url = await serveFrom(database, config, log);
    // On stderr: stdout is JSON lines only.
    process.stderr.write(`Kiosque is ready: ${url}${config.hasGraphiql ? "/graphiql" : "/graphql"}\n`);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function open({ database, requestTimeoutMs }: Config, log: Log): Promise<Database> {
  try {
    return await openDatabase({
      ...database,
      statementTimeoutMs: requestTimeoutMs + CANCEL_GRACE_MS,
      onCrash: (reason) => {
        log.fatal(
          { err: reason },
          "the embedded database has crashed; what was acknowledged is there after a new start",
        );
        void exitAfterLastLines(log, 1);
      },
    });
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

/** What reads documents is loaded, and its thread begun, with the first one. */
function ingestDoor(database: Database, timeZone: string): IngestDoor {
  let opened: Promise<IngestDoor> | undefined;
  const load = async () => {
    const [{ documentIngest }, { DocumentReader }] = await Promise.all([
      import("./ingest/ingest-document.ts"),
      import("./ingest/document-reader.ts"),
    ]);
    const reader = new DocumentReader();
    return documentIngest(database, timeZone, (document) => reader.read(document));
  };
  return async (request) => (await (opened ??= load()))(request);
}

async function openRedis({ redis }: Config, log: Log) {
  return redis && (await import("./redis.ts")).openRedis(redis.url, redis.prefix, log);
}

async function serveFrom(database: Database, config: Config, log: Log): Promise<string> {
  const demoImage = config.hasDemo ? await openDemo(database, config.newsroomTimeZone) : undefined;
  const clock = await openDatabaseClock(database);
  const now = () => clock.now();
  const [sectionCache, apiKeys] = await Promise.all([openSectionCache(database), openApiKeys(database, now)]);
  const stopUpkeep = startChangeLogUpkeep(database, {
    retentionDays: config.changeRetentionDays,
    now,
    onFault: (fault) => logFault(log, fault, { message: "the change log was not pruned" }),
  });
  const stopSuggestions = startSuggestionUpkeep(database, {
    onFault: (fault) => logFault(log, fault, { message: "suggestions were not found" }),
  });
  const redis = await openRedis(config, log);
  const savedOperations = await readSavedOperations(OPERATIONS_DIRECTORY);
  const { newsroomName: name, newsroomTimeZone: timeZone, publicUrl, anonymousLicence } = config;
  const newsroom = { name, timeZone, publicUrl, anonymousLicence };
  const reader = (cancellation?: Cancellation) => database.reader(cancellation);
  const unknown = anonymousLicence?.length
    ? unknownSections(anonymousLicence, (await sectionCache.get(reader())).all)
    : [];
  // They may come later, and count from then on.
  if (unknown.length > 0) log.warn({ sections: unknown }, "ANONYMOUS_LICENCE names sections that are not there");
  const graphql = await createGateway({
    schema: await createSchema(),
    newsroom,
    sectionCache,
    apiKeys,
    reader,
    em: () => database.em(),
    ingest: ingestDoor(database, newsroom.timeZone),
    now,
    limits: config.limits,
    isIntrospectable: config.hasIntrospection,
    manifest: createManifest(savedOperations.map(({ document }) => document)),
    kept: openKeptDocuments(redis),
    isTrustedOnly: config.isTrustedOnly,
    onFault: (fault, requestId) => logFault(log, fault, { requestId }),
  });
  // Whoever is at work holds connections: the database closes after them.
  const stop = async () => {
    clock.close();
    await graphql.stop();
    await stopUpkeep();
    await stopSuggestions();
    redis?.close();
    await apiKeys.close();
    await sectionCache.close();
  };
  return serve({
    config,
    log,
    graphql,
    documents: createDocumentService({ newsroom, sectionCache, reader, now }),
    admission: createAdmission(config, (token, mayRead) => apiKeys.authenticate(token, mayRead), redis),
    savedOperations,
    demoImage,
    ping: () => database.ping(),
    closeBelow: async () => {
      await stop();
      await database.close();
    },
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
}

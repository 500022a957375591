import type { EntityManager } from "@mikro-orm/sql";
import type { Cancellation } from "../cancellation.ts";
import type { Driver } from "./driver.ts";
import { API_KEYS_CHANGED } from "./entities/api-key.entity.ts";
import { SECTIONS_CHANGED } from "./entities/section.entity.ts";
import { createReader, type Reader } from "./reader.ts";
import { migrate } from "./migrate.ts";

export interface DatabaseOptions {
  /** A PostgreSQL server, 15 or newer; absent: embedded. */
  url?: string | undefined;
  /** Whether a database that the server does not have is made; not unless said. The embedded one always is. */
  mayCreate?: boolean | undefined;
  /** Where the embedded database lives; absent: in memory. */
  dataDir?: string | undefined;
  /** Connections to the server at the most. */
  poolSize?: number | undefined;
  /** Longest time a statement of the server's may take, migrations excepted; absent: no limit. */
  statementTimeoutMs?: number | undefined;
  /** Told once that the embedded database has crashed: everything asked of it rejects until it is opened anew. */
  onCrash?: ((reason: Error) => void) | undefined;
}

export interface Database {
  /** Writing: entities and their unit of work; `em.getKysely()` joins its transaction. */
  em(): EntityManager;
  /** Reading, for one request: plain rows, and how many statements it took. See createReader. */
  reader(cancellation?: Cancellation): Reader;
  /** Calls back on every change of a section, in whichever process it was made, and whenever one may have been missed. */
  onSectionsChanged(callback: () => void): Promise<() => Promise<void>>;
  /** The same of API keys. */
  onApiKeysChanged(callback: () => void): Promise<() => Promise<void>>;
  /** Runs `work` while no other process does the same on this database: for what is done once, at the start. */
  exclusively(work: () => Promise<void>): Promise<void>;
  /** One round trip. @throws whatever keeps the database from answering */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its schema up to date.
 *
 * @throws {UnfitDatabase} when it is a standby, or its schema is newer than we are
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const driver = await openDriver(options);
  try {
    await migrate(driver);
  } catch (error) {
    await driver.close();
    throw error;
  }
  return databaseOn(driver);
}

/** Loads the one driver that is used: the other is half of what a start would cost. */
async function openDriver(options: DatabaseOptions): Promise<Driver> {
  const { url, dataDir, mayCreate = false, poolSize = 10, statementTimeoutMs, onCrash } = options;
  if (url)
    return (await import("./postgresql-driver.ts")).openPostgresql({ url, mayCreate, poolSize, statementTimeoutMs });
  return (await import("./pglite-driver.ts")).openPglite({ dataDir, onCrash });
}

/** The database on an open driver whose schema is current. */
export function databaseOn(driver: Driver): Database {
  return {
    em: () => driver.em(),
    reader: (cancellation) => createReader(driver, cancellation),
    onSectionsChanged: (callback) => driver.listen(SECTIONS_CHANGED, callback),
    onApiKeysChanged: (callback) => driver.listen(API_KEYS_CHANGED, callback),
    exclusively: (work) => driver.exclusively(work),
    ping: async () => void (await driver.query({ text: "select 1", name: undefined, values: [] })),
    close: () => driver.close(),
  };
}

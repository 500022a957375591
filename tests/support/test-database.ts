import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { type Database, databaseOn, openDatabase } from "../../src/database/database.ts";
import { openPglite } from "../../src/database/pglite-driver.ts";
import { onMaintenance } from "./maintenance.ts";

export interface TestDatabase extends Database, AsyncDisposable {
  /** Runs a script as the database's owner. */
  execute(sql: string): Promise<unknown[]>;
}

/**
 * An empty, migrated database of the test's own: PGlite in memory, or, with DATABASE_URL set, a fresh one on that
 * server, dropped at the end.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  return process.env["DATABASE_URL"] ? onServer(process.env["DATABASE_URL"]) : embedded();
}

async function embedded(): Promise<TestDatabase> {
  const snapshot = new Blob([Uint8Array.from(Buffer.from(inject("emptyDatabase"), "base64"))]);
  const driver = await openPglite({ snapshot });
  return withExecute(databaseOn(driver), () => driver.close());
}

async function onServer(serverUrl: string): Promise<TestDatabase> {
  const name = `kiosque_test_${randomUUID().replaceAll("-", "")}`;
  await onMaintenance(serverUrl, `create database ${name} template ${inject("templateDatabase")}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href, poolSize: 10 });
  return withExecute(database, async () => {
    await database.close();
    await onMaintenance(serverUrl, `drop database ${name} with (force)`);
  });
}

function withExecute(database: Database, close: () => Promise<void>): TestDatabase {
  return {
    ...database,
    execute: (sql) => database.em().getConnection().execute(sql),
    close,
    [Symbol.asyncDispose]: close,
  };
}

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../src/database/database.ts";
import { migrate } from "../src/database/migrate.ts";
import { openPglite } from "../src/database/pglite-driver.ts";
import { onMaintenance } from "./support/maintenance.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated, empty PGlite data directory, base64; "" when the run is on a server. */
    emptyDatabase: string;
    /** The migrated, empty database that each test's own is a copy of; "" when the run is embedded. */
    templateDatabase: string;
  }
}

/** Runs the migrations once for the whole suite; every test then starts from a copy. */
export default async function setup(project: TestProject) {
  const serverUrl = process.env["DATABASE_URL"];
  if (!serverUrl) {
    // A run that a test starts takes over what the test's own run has made: see safety/mutants.test.ts.
    const made = process.env["KIOSQUE_EMPTY_DATABASE"];
    project.provide("emptyDatabase", made ? await readFile(made, "utf8") : await emptyDatabase());
    project.provide("templateDatabase", "");
    return () => {};
  }
  const name = `kiosque_template_${randomUUID().replaceAll("-", "")}`;
  await onMaintenance(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await (await openDatabase({ url: url.href })).close();
  project.provide("emptyDatabase", "");
  project.provide("templateDatabase", name);
  return () => onMaintenance(serverUrl, `drop database ${name} with (force)`);
}

async function emptyDatabase(): Promise<string> {
  const driver = await openPglite({});
  await migrate(driver);
  const snapshot = Buffer.from(await (await driver.snapshot()).arrayBuffer());
  await driver.close();
  return snapshot.toString("base64");
}

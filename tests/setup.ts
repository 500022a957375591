import { randomUUID } from "node:crypto";
import type { TestProject } from "vitest/node";
import { migrate, openDatabase } from "../src/database/database.ts";
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
    const driver = await openPglite(undefined);
    await migrate(driver);
    project.provide("emptyDatabase", Buffer.from(await (await driver.snapshot()).arrayBuffer()).toString("base64"));
    project.provide("templateDatabase", "");
    await driver.close();
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

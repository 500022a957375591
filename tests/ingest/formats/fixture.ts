import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ParseContext } from "../../../src/ingest/formats/format.ts";

export const PARIS: ParseContext = { timeZone: "Europe/Paris", now: new Date("2024-11-24T12:00:00Z") };

export const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../../fixtures", name), "utf8");

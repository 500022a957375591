import type { MigrationObject } from "@mikro-orm/core";
import { FoundationMigration } from "./migration-20261122-foundation.ts";

/** Oldest first. A migration is never edited once it has been released. */
export const MIGRATIONS: MigrationObject[] = [{ name: "20261122-foundation", class: FoundationMigration }];

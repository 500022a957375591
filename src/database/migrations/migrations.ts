import type { MigrationObject } from "@mikro-orm/core";
import { FoundationMigration } from "./migration-20261122-foundation.ts";
import { DeskListingsMigration } from "./migration-20261122200318-desk-listings.ts";
import { ChangesMigration } from "./migration-20261122201316-changes.ts";
import { DeskMigration } from "./migration-20261122200921-desk.ts";
import { ApiKeysMigration } from "./migration-20261122200745-api-keys.ts";
import { StorylinesMigration } from "./migration-20261122201353-storylines.ts";
import { SuggestionsMigration } from "./migration-20261122201608-suggestions.ts";
import { ArticleSearchMigration } from "./migration-20261122201851-article-search.ts";
import { FetchedSourcesMigration } from "./migration-20261122210950-fetched-sources.ts";
import { WhatReadersSeeMigration } from "./migration-20261122214239-what-readers-see.ts";
import { WriteIdsMigration } from "./migration-20261129151000-write-ids.ts";
import { ToldVersionMigration } from "./migration-20261129070000-told-version.ts";
import { TwoAuthorsMigration } from "./migration-20261129010000-two-authors.ts";
import { EraseWithdrawnMigration } from "./migration-20261128044500-erase-withdrawn.ts";
import { ChangesOfEverythingMigration } from "./migration-20261129060000-changes-of-everything.ts";
import { WithdrawalKindsMigration } from "./migration-20261129050000-withdrawal-kinds.ts";
import { BestOfTheVisibleMigration } from "./migration-20261129030000-best-of-the-visible.ts";
import { IdempotentWritesMigration } from "./migration-20261129150601-idempotent-writes.ts";
import { WordsOfUseMigration } from "./migration-20261129020000-words-of-use.ts";

/** Oldest first. A migration is never edited once it has been released. */
export const MIGRATIONS: MigrationObject[] = [
  { name: "20261122-foundation", class: FoundationMigration },
  { name: "20261122200318-desk-listings", class: DeskListingsMigration },
  { name: "20261122200745-api-keys", class: ApiKeysMigration },
  { name: "20261122200921-desk", class: DeskMigration },
  { name: "20261122201316-changes", class: ChangesMigration },
  { name: "20261122201353-storylines", class: StorylinesMigration },
  { name: "20261122201608-suggestions", class: SuggestionsMigration },
  { name: "20261122201851-article-search", class: ArticleSearchMigration },
  { name: "20261122210950-fetched-sources", class: FetchedSourcesMigration },
  { name: "20261122214239-what-readers-see", class: WhatReadersSeeMigration },
  { name: "20261128044500-erase-withdrawn", class: EraseWithdrawnMigration },
  { name: "20261129010000-two-authors", class: TwoAuthorsMigration },
  { name: "20261129020000-words-of-use", class: WordsOfUseMigration },
  { name: "20261129030000-best-of-the-visible", class: BestOfTheVisibleMigration },
  { name: "20261129050000-withdrawal-kinds", class: WithdrawalKindsMigration },
  { name: "20261129060000-changes-of-everything", class: ChangesOfEverythingMigration },
  { name: "20261129070000-told-version", class: ToldVersionMigration },
  { name: "20261129150601-idempotent-writes", class: IdempotentWritesMigration },
  { name: "20261129151000-write-ids", class: WriteIdsMigration },
];

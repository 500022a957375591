import type { Options } from "@mikro-orm/core";
import { Migrator } from "@mikro-orm/migrations";
import { ApiKey } from "./entities/api-key.entity.ts";
import { ArticleBody } from "./entities/article-body.entity.ts";
import { ArticleImage } from "./entities/article-image.entity.ts";
import { ArticleSearch } from "./entities/article-search.entity.ts";
import { ArticleVersion } from "./entities/article-version.entity.ts";
import { Article } from "./entities/article.entity.ts";
import { ChangeLog } from "./entities/change-log.entity.ts";
import { Change } from "./entities/change.entity.ts";
import { Contribution } from "./entities/contribution.entity.ts";
import { Contributor } from "./entities/contributor.entity.ts";
import { Correction } from "./entities/correction.entity.ts";
import { FetchedSource } from "./entities/fetched-source.entity.ts";
import { FormerSlug } from "./entities/former-slug.entity.ts";
import { FrontSlot } from "./entities/front-slot.entity.ts";
import { IdempotentWrite } from "./entities/idempotent-write.entity.ts";
import { Image } from "./entities/image.entity.ts";
import { QueuedSuggestion } from "./entities/queued-suggestion.entity.ts";
import { RelatedStory } from "./entities/related-story.entity.ts";
import { SectionListing } from "./entities/section-listing.entity.ts";
import { Section } from "./entities/section.entity.ts";
import { SourceHold } from "./entities/source-hold.entity.ts";
import { SourcePending } from "./entities/source-pending.entity.ts";
import { StorylineEntry } from "./entities/storyline-entry.entity.ts";
import { Storyline } from "./entities/storyline.entity.ts";
import { SuggestionDismissal } from "./entities/suggestion-dismissal.entity.ts";
import { SuggestionStatistic } from "./entities/suggestion-statistic.entity.ts";
import { SuggestionTerm } from "./entities/suggestion-term.entity.ts";
import { Suggestion } from "./entities/suggestion.entity.ts";
import { Tag } from "./entities/tag.entity.ts";
import { Tagging } from "./entities/tagging.entity.ts";
import { Withdrawal } from "./entities/withdrawal.entity.ts";
import { MIGRATIONS } from "./migrations/migrations.ts";

/** What both drivers share: the tables, one by one, and their history. */
export const ormOptions = {
  entities: [
    ApiKey,
    Article,
    ArticleBody,
    ArticleImage,
    ArticleSearch,
    ArticleVersion,
    Change,
    ChangeLog,
    Contribution,
    Contributor,
    Correction,
    FetchedSource,
    FormerSlug,
    FrontSlot,
    IdempotentWrite,
    Image,
    QueuedSuggestion,
    RelatedStory,
    Section,
    SectionListing,
    SourceHold,
    SourcePending,
    Storyline,
    StorylineEntry,
    Suggestion,
    SuggestionDismissal,
    SuggestionStatistic,
    SuggestionTerm,
    Tag,
    Tagging,
    Withdrawal,
  ],
  extensions: [Migrator],
  timezone: "UTC",
  // Standard output belongs to the log.
  logger: () => {},
  forceUtcTimezone: true,
  // Functions are written into migrations by hand.
  schemaGenerator: { ignoreRoutines: true },
  migrations: { migrationsList: MIGRATIONS, tableName: "migrations", snapshot: false, allOrNothing: true },
} satisfies Partial<Options>;

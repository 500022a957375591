import type { Options } from "@mikro-orm/core";
import { Migrator } from "@mikro-orm/migrations";
import { ArticleBody } from "./entities/article-body.entity.ts";
import { Article } from "./entities/article.entity.ts";
import { Contribution } from "./entities/contribution.entity.ts";
import { Contributor } from "./entities/contributor.entity.ts";
import { FormerSlug } from "./entities/former-slug.entity.ts";
import { Image } from "./entities/image.entity.ts";
import { RelatedStory } from "./entities/related-story.entity.ts";
import { SectionListing } from "./entities/section-listing.entity.ts";
import { Section } from "./entities/section.entity.ts";
import { Tag } from "./entities/tag.entity.ts";
import { Tagging } from "./entities/tagging.entity.ts";
import { MIGRATIONS } from "./migrations/migrations.ts";

/** What both drivers share: the tables, one by one, and their history. */
export const ormOptions = {
  entities: [
    Article,
    ArticleBody,
    Contribution,
    Contributor,
    FormerSlug,
    Image,
    RelatedStory,
    Section,
    SectionListing,
    Tag,
    Tagging,
  ],
  extensions: [Migrator],
  timezone: "UTC",
  // Standard output belongs to the log.
  logger: () => {},
  forceUtcTimezone: true,
  migrations: { migrationsList: MIGRATIONS, tableName: "migrations", snapshot: false, allOrNothing: true },
} satisfies Partial<Options>;

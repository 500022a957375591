import { sql } from "kysely";
import { ArticleBodySchema } from "../database/entities/article-body.entity.ts";
import { ArticleSchema } from "../database/entities/article.entity.ts";
import { ContributionSchema } from "../database/entities/contribution.entity.ts";
import { ContributorSchema } from "../database/entities/contributor.entity.ts";
import { ImageSchema } from "../database/entities/image.entity.ts";
import { RelatedStorySchema } from "../database/entities/related-story.entity.ts";
import { TagSchema } from "../database/entities/tag.entity.ts";
import { TaggingSchema } from "../database/entities/tagging.entity.ts";
import { localizations } from "./article/localizations.relation.ts";
import { contributions } from "./contributor/contributions.relation.ts";
import type { OneRelation, Source } from "./reading/source.ts";
import { name } from "./reading/sql.ts";
import { describeTable } from "./reading/table.ts";
import { inlineStories } from "./related-story/inline-stories.relation.ts";
import { relatedStories } from "./related-story/related-stories.relation.ts";
import { taggings } from "./tag/taggings.relation.ts";
import { visible } from "./visibility.ts";

/*
 * What rows can be read from, and where each leads: the map of the newsroom that every read goes by. An article leads
 * to its body, people, tags and related stories; an edge to the story at its other end.
 */

/** A relation to one row of `table` by a column that points at it; a row may lack it. */
const optional = (source: () => Source, on: { from: string; to: string }): OneRelation => ({
  source,
  isOptional: true,
  join: ({ from, to }) =>
    sql`left join ${name(source().table.name)} as ${to} on ${to}.${name(on.to)} = ${from}.${name(on.from)}`,
});

const required = (source: () => Source, column: string): OneRelation => ({
  source,
  isOptional: false,
  join: ({ from, to }) => sql`join ${name(source().table.name)} as ${to} on ${to}.id = ${from}.${name(column)}`,
});

/** The article at the other end of an edge; an edge to one that is not visible is not there. */
const story = (column: string): OneRelation => ({
  source: () => articles,
  isOptional: false,
  join: ({ from, to, now }) =>
    sql`join articles as ${to} on ${to}.id = ${from}.${name(column)} and ${visible(to, now)}`,
});

const leaf = (schema: Parameters<typeof describeTable>[0], id = "id"): Source => ({
  table: describeTable(schema),
  id,
  one: {},
  many: {},
});

export const images = leaf(ImageSchema);
export const contributors = leaf(ContributorSchema);
export const tags = leaf(TagSchema);

/** The article that has the edge: a label is in its language unless asked otherwise. */
const article = required(() => ({ ...leaf(ArticleSchema), always: ["language"] }), "article_id");
const outgoing: Source = { ...leaf(RelatedStorySchema), one: { node: story("target_id"), article } };
const incoming: Source = { ...leaf(RelatedStorySchema), one: { node: story("article_id"), article } };

export const related = relatedStories({ OUTGOING: () => outgoing, INCOMING: () => incoming });
export const taggingsOfArticle = taggings(() => ({
  ...leaf(TaggingSchema, "position"),
  one: { tag: required(() => tags, "tag_id") },
}));
const contributionsOfArticle = contributions(() => ({
  ...leaf(ContributionSchema, "position"),
  one: { contributor: required(() => contributors, "contributor_id") },
}));

const bodies: Source = {
  ...leaf(ArticleBodySchema, "article"),
  many: { inlineStories: inlineStories(() => outgoing, related) },
};

export const articles: Source = {
  ...leaf(ArticleSchema),
  one: {
    body: optional(() => bodies, { from: "id", to: "article_id" }),
    leadImage: optional(() => images, { from: "lead_image_id", to: "id" }),
  },
  many: {
    related: related,
    taggings: taggingsOfArticle,
    contributions: contributionsOfArticle,
    localizations: localizations(() => articles),
  },
};

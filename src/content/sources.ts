import { sql } from "kysely";
import { ArticleBodySchema } from "../database/entities/article-body.entity.ts";
import { ArticleVersionSchema } from "../database/entities/article-version.entity.ts";
import { ArticleSchema } from "../database/entities/article.entity.ts";
import { ContributionSchema } from "../database/entities/contribution.entity.ts";
import { ContributorSchema } from "../database/entities/contributor.entity.ts";
import { CorrectionSchema } from "../database/entities/correction.entity.ts";
import { FrontSlotSchema } from "../database/entities/front-slot.entity.ts";
import { RelatedStorySchema } from "../database/entities/related-story.entity.ts";
import { SourcePendingSchema } from "../database/entities/source-pending.entity.ts";
import { StorylineEntrySchema } from "../database/entities/storyline-entry.entity.ts";
import { StorylineSchema } from "../database/entities/storyline.entity.ts";
import { TagSchema } from "../database/entities/tag.entity.ts";
import { TaggingSchema } from "../database/entities/tagging.entity.ts";
import { WithdrawalSchema } from "../database/entities/withdrawal.entity.ts";
import { corrections } from "./article/corrections.relation.ts";
import { neighbour } from "./article/neighbour.relation.ts";
import { changeLog } from "./change/changes.relation.ts";
import { localizations } from "./article/localizations.relation.ts";
import { tombstoneBySlug } from "./article/tombstone.relation.ts";
import { versions } from "./article/versions.relation.ts";
import { neighbourhood } from "./neighbourhood/neighbourhood.relation.ts";
import { contributions } from "./contributor/contributions.relation.ts";
import { PICTURE } from "./image/pictures.ts";
import { leadPicture, picturesOf } from "./image/pictures.relation.ts";
import type { OneRelation, Source } from "./reading/source.ts";
import { name } from "./reading/sql.ts";
import { type Column, describeTable } from "./reading/table.ts";
import { placeOfEdge } from "./related-story/edge-order.ts";
import { associations } from "./related-story/associations.relation.ts";
import { inlineStories } from "./related-story/inline-stories.relation.ts";
import { relatedStories } from "./related-story/related-stories.relation.ts";
import { SUGGESTED_TABLE } from "./related-story/suggested-stories.ts";
import { front } from "./section/front.relation.ts";
import { everyEntry, placeOfEntry, storylineEntries, storylinesOf } from "./storyline/storyline-entries.relation.ts";
import { FOUND, searchStories } from "./search/search.relation.ts";
import { everyTagging, taggings } from "./tag/taggings.relation.ts";
import { changedSince, licensed, summary, versionOf, visible } from "./visibility.ts";

/*
 * What rows can be read from, and where each leads: the map of the newsroom that every read goes by. An article leads
 * to its body, people, tags and related stories; an edge to the story at its other end.
 */

/** A relation to one row by a column that points at it. */
const required = (source: () => Source, column: string): OneRelation => ({
  source,
  isOptional: false,
  join: ({ from, to }) => sql`join ${name(source().table.name)} as ${to} on ${to}.id = ${from}.${name(column)}`,
});

/** The article at the other end of an edge; an edge to one that is not visible is not there. */
const story = (column: string): OneRelation => ({
  source: () => articles,
  isOptional: false,
  join: ({ from, to, viewing }) =>
    sql`join articles as ${to} on ${to}.id = ${from}.${name(column)} and ${visible(to, viewing)}`,
});

/** The same where there may be none. */
const optionalStory = (column: string): OneRelation => ({
  source: () => articles,
  isOptional: true,
  join: ({ from, to, viewing }) =>
    sql`left join articles as ${to} on ${to}.id = ${from}.${name(column)} and ${visible(to, viewing)}`,
});

const leaf = (schema: Parameters<typeof describeTable>[0], id = "id"): Source => ({
  table: describeTable(schema),
  id,
  one: {},
  many: {},
});

/** With a column that is no property of the entity, or is not read as that is. */
const withColumn = ({ table, ...source }: Source, property: string, column: Column): Source => ({
  ...source,
  table: { ...table, columns: new Map([...table.columns, [property, column]]) },
});

const articleLeaf = withColumn(
  withColumn(leaf(ArticleSchema), "summary", { name: "summary", compute: summary }),
  "version",
  { name: "version", decode: Number, compute: versionOf },
);

export const pictures: Source = { table: PICTURE, id: "id", one: {}, many: {} };
export const picturesOfArticle = picturesOf(() => pictures);
export const contributors = leaf(ContributorSchema);
export const tags = leaf(TagSchema);

/** The article that has the edge: a label is in its language unless asked otherwise. */
const article = required(() => ({ ...articleLeaf, always: ["language"] }), "article_id");
/** Where it stands among those that may be seen: the stored order has gaps for whoever sees less. */
const edges = withColumn(leaf(RelatedStorySchema), "position", {
  name: "position",
  decode: Number,
  compute: placeOfEdge,
});
const outgoing: Source = { ...edges, one: { node: story("target_id"), article } };
const counted: Source = { ...outgoing, table: leaf(RelatedStorySchema).table };
const incoming: Source = { ...edges, one: { node: story("article_id"), article } };

const suggestible: Source = { table: SUGGESTED_TABLE, id: "id", one: {}, many: {} };
const suggested: Source = { ...suggestible, one: { node: story("target_id"), article } };
const suggesting: Source = { ...suggestible, one: { node: story("article_id"), article } };

export const related = relatedStories(
  { OUTGOING: () => outgoing, COUNTED: () => counted, INCOMING: () => incoming },
  { OUTGOING: () => suggested, INCOMING: () => suggesting },
);
const taggingRows: Source = { ...leaf(TaggingSchema, "position"), one: { tag: required(() => tags, "tag_id") } };
export const taggingsOfArticle = taggings(() => taggingRows);
const contributionsOfArticle = contributions(() => ({
  ...leaf(ContributionSchema, "position"),
  one: { contributor: required(() => contributors, "contributor_id") },
}));

/** An article's place in a storyline: it leads to both. */
const entries: Source = {
  ...leaf(StorylineEntrySchema),
  one: { article: story("article_id"), storyline: required(() => storylines, "storyline_id") },
};
/** As `edges`: of all entries of a storyline together, or of one. */
const placedEntries = withColumn(entries, "position", { name: "place", decode: Number });
const placedEntry = withColumn(entries, "position", { name: "position", decode: Number, compute: placeOfEntry });
export const entriesOfStoryline = storylineEntries(() => placedEntries);
export const storylines: Source = {
  ...leaf(StorylineSchema),
  many: { entries: entriesOfStoryline, everyEntry: everyEntry(() => entries) },
};

export const search = searchStories(() => ({
  table: FOUND,
  id: "articleId",
  one: { node: story("article_id") },
  many: {},
}));

const bodies: Source = {
  ...leaf(ArticleBodySchema, "article"),
  many: { inlineStories: inlineStories(() => outgoing, related) },
};

const articleVersions: Source = {
  ...withColumn(leaf(ArticleVersionSchema, "version"), "changedFields", {
    name: "changed_fields",
    decode: (text) => JSON.parse(text) as unknown,
    compute: changedSince,
  }),
  one: { article: story("article_id") },
};
export const versionsOfArticle = versions(() => articleVersions);
const correctionsOfArticle = corrections(() => ({ ...leaf(CorrectionSchema, "version"), one: { article } }));

/** What remains of a withdrawn story: of the story itself, its uri and no more. */
export const withdrawals: Source = {
  ...leaf(WithdrawalSchema, "article"),
  one: {
    replacement: optionalStory("replacement_id"),
    article: required(() => ({ ...articleLeaf, always: ["uri"] }), "article_id"),
  },
};
export const tombstoneOfSlug = tombstoneBySlug(() => withdrawals);

const frontSlots: Source = {
  // A front has slots that no editor made, too.
  ...withColumn(leaf(FrontSlotSchema, "article"), "pinned", { name: "pinned", decode: (text) => text === "t" }),
  one: { article: story("article_id") },
};
export const frontOfSection = front(() => frontSlots);

export const neighbourhoodOfArticle = neighbourhood(story("id"));
export const nextArticle = neighbour("next", () => articles);
export const previousArticle = neighbour("previous", () => articles);

export const articles: Source = {
  ...articleLeaf,
  one: {
    body: {
      source: () => bodies,
      isOptional: true,
      join: ({ from, to, viewing }) =>
        sql`left join article_bodies as ${to} on ${to}.article_id = ${from}.id and ${licensed(from, viewing)}`,
    },
    leadImage: leadPicture(() => pictures),
    // What waits for the desk is there for nobody else.
    pending: {
      source: () => leaf(SourcePendingSchema, "article"),
      isOptional: true,
      join: ({ from, to, viewing }) =>
        sql`left join source_pending as ${to} on ${to}.article_id = ${from}.id and ${viewing.view === "DESK" ? sql`true` : sql`false`}`,
    },
    notice: {
      source: () => withdrawals,
      isOptional: true,
      join: ({ from, to }) => sql`left join withdrawals as ${to} on ${to}.article_id = ${from}.id`,
    },
  },
  many: {
    related: related,
    associations: associations(() => outgoing),
    taggings: taggingsOfArticle,
    everyTagging: everyTagging(() => taggingRows),
    contributions: contributionsOfArticle,
    localizations: localizations(() => articles),
    versions: versionsOfArticle,
    corrections: correctionsOfArticle,
    storylines: storylinesOf(() => placedEntry),
    neighbourhood: neighbourhoodOfArticle,
    next: nextArticle,
    previous: previousArticle,
  },
};

export const changes = changeLog({
  article: optionalStory("article_id"),
  notice: {
    source: () => withdrawals,
    isOptional: true,
    join: ({ from, to }) => sql`left join withdrawals as ${to} on ${to}.article_id = ${from}.withdrawn_id`,
  },
});

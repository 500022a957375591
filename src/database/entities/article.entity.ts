import { defineEntity, p } from "@mikro-orm/core";
import { id, instant, url } from "../columns.ts";
import { ARTICLE_STATUSES, DESK_STATUSES, REPRESENTATIONS, SOURCE_STATUSES } from "../vocabulary.ts";
import { Image } from "./image.entity.ts";
import { Section } from "./section.entity.ts";

const PUBLISHED_ONLY = "status = 'PUBLISHED'";

export const ArticleSchema = defineEntity({
  name: "Article",
  tableName: "articles",
  properties: {
    id: id(),
    uri: url().unique(),
    slug: p.string().length(160).unique(),
    headline: p.text(),
    kicker: p.text().nullable(),
    /** StoredText as JSON: plain text, with its HTML where that says more. */
    standfirst: p
      .json<{ text: string; html?: string; links?: { start: number; end: number; href: string }[] }>()
      .columnType("json")
      .nullable(),
    summary: p.text(),
    dateline: p.text().nullable(),
    byline: p.text().nullable(),
    /** BCP 47. */
    language: p.string().length(35),
    urgency: p.smallint().nullable(),
    /** What readers go by, with `publishedAt` and `embargoedUntil`: derived from what source and desk say, see publication.rules.ts. */
    status: p.enum(ARTICLE_STATUSES).nativeEnumName("article_status"),
    representation: p.enum(REPRESENTATIONS).nativeEnumName("representation"),
    /** First publication: it does not move once readers have seen the story. */
    publishedAt: instant().nullable(),
    /** The last change, the source's or the desk's. */
    updatedAt: instant().nullable(),
    /** Our last write that readers can notice. */
    modifiedAt: instant(),
    embargoedUntil: instant().nullable(),
    /** Of ours: 1 with the first write, one more with each; 0 while it is known from other stories only. */
    version: p.integer(),
    /** The last version that changed something readers can notice; null: this one. */
    toldVersion: p.integer().nullable(),
    /** Null: no source has sent it. */
    sourceStatus: p.enum(SOURCE_STATUSES).nativeEnumName("source_status").nullable(),
    sourcePublishedAt: instant().nullable(),
    sourceEmbargoedUntil: instant().nullable(),
    sourceUpdatedAt: instant().nullable(),
    /** The source's own; 0: it has none. */
    sourceVersion: p.integer().default(0),
    /** Null: the desk leaves it to the source. */
    deskStatus: p.enum(DESK_STATUSES).nativeEnumName("desk_status").nullable(),
    deskPublishedAt: instant().nullable(),
    deskEmbargoedUntil: instant().nullable(),
    /** Parts of the draft that the desk wrote: the source's next version leaves them alone. */
    deskFields: p.array().columnType("text[]").default([]),
    /** From when readers saw it first, as far as known at the last write; null: not by then. */
    seenAt: instant().nullable(),
    /** SHA-256 of the draft this row was written from: the same again is UNCHANGED. */
    contentHash: p.string().length(64).nullable(),
    translationKey: url().nullable(),
    copyrightHolder: p.text().nullable(),
    copyrightNotice: p.text().nullable(),
    usageTerms: p.text().nullable(),
    /** Others may publish it, too. */
    isSyndicatable: p.boolean().default(true),
    section: () => p.manyToOne(Section).nullable().ref(),
    leadImage: () => p.manyToOne(Image).nullable().ref(),
  },
  // Lists are read newest first: PostgreSQL walks these backwards.
  indexes: [
    { name: "articles_latest", properties: ["publishedAt", "id"], where: PUBLISHED_ONLY },
    {
      name: "articles_updated",
      expression: `create index "articles_updated" on "articles" (coalesce("updated_at", "published_at"), "id") where ${PUBLISHED_ONLY}`,
    },
    { name: "articles_latest_in_section", properties: ["section", "publishedAt", "id"], where: PUBLISHED_ONLY },
    { name: "articles_translations", properties: ["translationKey"], where: "translation_key is not null" },
  ],
});

/** A row of `articles`: everything but the body. What points at it is a loader, never a collection. */
export class Article extends ArticleSchema.class {}
ArticleSchema.setClass(Article);

import { sectionPath } from "../section/section.commands.ts";
import type { ArticleWrite } from "./article-write.ts";
import { summaryOf } from "./article.rules.ts";

/** What rows refer to: slugs by URI, section ids by path, image ids by URL. */
export interface RowReferences {
  slugs: ReadonlyMap<string, string>;
  sections: ReadonlyMap<string, number>;
  images: ReadonlyMap<string, number>;
  now: Date;
}

/** Columns of `articles` that a draft fills, with the types they are sent as. */
export const COLUMNS = {
  uri: "text",
  slug: "text",
  headline: "text",
  kicker: "text",
  standfirst: "json",
  summary: "text",
  dateline: "text",
  byline: "text",
  language: "text",
  urgency: "smallint",
  status: "article_status",
  representation: "representation",
  published_at: "timestamptz",
  updated_at: "timestamptz",
  modified_at: "timestamptz",
  embargoed_until: "timestamptz",
  version: "int",
  told_version: "int",
  source_status: "source_status",
  source_published_at: "timestamptz",
  source_embargoed_until: "timestamptz",
  source_updated_at: "timestamptz",
  source_version: "int",
  desk_status: "desk_status",
  desk_published_at: "timestamptz",
  desk_embargoed_until: "timestamptz",
  desk_fields: "text[]",
  seen_at: "timestamptz",
  content_hash: "text",
  translation_key: "text",
  copyright_holder: "text",
  copyright_notice: "text",
  usage_terms: "text",
  is_syndicatable: "boolean",
  section_id: "bigint",
  lead_image_id: "bigint",
} as const;
/** One row of `recordset`, by column. */
export type ArticleColumns = Record<keyof typeof COLUMNS, unknown>;

/** Unless the source says so, it is as it was; at first, yes. */
export const isSyndicatable = ({ draft, held }: Pick<ArticleWrite, "draft" | "held">): boolean =>
  draft.isSyndicatable ?? held?.isSyndicatable ?? true;

export function rowOf(
  { draft, facts, publication, edition, version, held, deskFields, changedAt }: ArticleWrite,
  { slugs, sections, images, now }: RowReferences,
): ArticleColumns {
  return {
    uri: draft.uri,
    slug: slugs.get(draft.uri),
    headline: draft.headline,
    kicker: draft.kicker,
    standfirst: draft.standfirst,
    summary: summaryOf(draft),
    dateline: draft.dateline,
    byline: draft.byline,
    language: draft.language,
    urgency: draft.urgency,
    status: publication.status,
    representation: draft.representation,
    published_at: publication.publishedAt,
    updated_at: changedAt,
    modified_at: now,
    embargoed_until: publication.embargoedUntil,
    version,
    told_version: null,
    source_status: facts.sourceStatus,
    source_published_at: facts.sourcePublishedAt,
    source_embargoed_until: facts.sourceEmbargoedUntil,
    source_updated_at: edition.sourceUpdatedAt,
    source_version: edition.sourceVersion,
    desk_status: facts.deskStatus,
    desk_published_at: facts.deskPublishedAt,
    desk_embargoed_until: facts.deskEmbargoedUntil,
    desk_fields: deskFields,
    seen_at: facts.seenAt,
    content_hash: edition.contentHash,
    translation_key: draft.translationKey,
    copyright_holder: draft.copyrightHolder,
    copyright_notice: draft.copyrightNotice,
    usage_terms: draft.usageTerms,
    is_syndicatable: isSyndicatable({ draft, held }),
    section_id: draft.section?.length ? sections.get(sectionPath(draft.section)) : null,
    lead_image_id: draft.leadImage === undefined ? null : images.get(draft.leadImage),
  };
}

import { defineEntity, p } from "@mikro-orm/core";
import { id, instant } from "../columns.ts";
import { type ArticleStatus, PLACEMENTS, RELATION_KINDS, RELATION_ORIGINS } from "../vocabulary.ts";
import { Article } from "./article.entity.ts";

/** A story in the words of one that points at it. Instants as in JSON. */
export interface Mention {
  headline: string;
  language: string;
  slug?: string;
  publishedAt?: string;
  /** The mention's own hold; absent: none. */
  status?: ArticleStatus;
  embargoedUntil?: string;
  /** It came without leave to be published: it shows nothing that was not shown. */
  isPending?: boolean;
}

export const RelatedStorySchema = defineEntity({
  name: "RelatedStory",
  tableName: "related_stories",
  properties: {
    id: id(),
    article: () => p.manyToOne(Article).ref().deleteRule("cascade"),
    target: () => p.manyToOne(Article).ref().deleteRule("cascade"),
    kind: p.enum(RELATION_KINDS).nativeEnumName("relation_kind"),
    origin: p.enum(RELATION_ORIGINS).nativeEnumName("relation_origin"),
    placement: p.enum(PLACEMENTS).nativeEnumName("placement"),
    /** Within its article and placement, from 1. */
    position: p.smallint(),
    /** The editor's words; null → the localised default of `kind`. */
    label: p.text().nullable(),
    /** The body block where an INLINE edge stands; null elsewhere. */
    anchor: p.string().length(160).nullable(),
    /** What the article says of a target that is known from such mentions only; null of one that has come itself. */
    mention: p.json<Mention>().columnType("json").nullable(),
    /** The article's, copied so that incoming edges walk one index, newest first. */
    publishedAt: instant().nullable(),
  },
  // What is computed has a table of its own, which nobody reads who does not ask for it.
  checks: [{ name: "related_stories_made_by_hand", expression: "origin <> 'ALGORITHM'" }],
  uniques: [{ name: "related_stories_once", properties: ["article", "target", "placement"] }],
  indexes: [
    { name: "related_stories_outgoing", properties: ["article", "placement", "position", "id"] },
    { name: "related_stories_incoming", properties: ["target", "publishedAt", "id"] },
  ],
});

/** An edge: `article` points its readers at `target`. */
export class RelatedStory extends RelatedStorySchema.class {}
RelatedStorySchema.setClass(RelatedStory);

import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";
import { Article } from "./article.entity.ts";
import { Section } from "./section.entity.ts";

export const SectionListingSchema = defineEntity({
  name: "SectionListing",
  tableName: "section_listings",
  primaryKeys: ["section", "article"],
  properties: {
    section: () => p.manyToOne(Section).primary().ref(),
    article: () => p.manyToOne(Article).primary().ref().deleteRule("cascade").index(),
    /** Null: the desk alone sees it. */
    publishedAt: instant().nullable(),
  },
  indexes: [{ name: "section_listings_latest", properties: ["section", "publishedAt", "article"] }],
});

/** Any article, whatever its status, under its section and each section above it, so that a section with its descendants is one index walk. */
export class SectionListing extends SectionListingSchema.class {}
SectionListingSchema.setClass(SectionListing);

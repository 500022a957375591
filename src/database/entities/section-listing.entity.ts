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
    publishedAt: instant(),
  },
  indexes: [{ name: "section_listings_latest", properties: ["section", "publishedAt", "article"] }],
});

/** An article under its section and each section above it, so that a section with its descendants is one index walk. */
export class SectionListing extends SectionListingSchema.class {}
SectionListingSchema.setClass(SectionListing);

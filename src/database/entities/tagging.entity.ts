import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";
import { Article } from "./article.entity.ts";
import { Tag } from "./tag.entity.ts";

export const TaggingSchema = defineEntity({
  name: "Tagging",
  tableName: "taggings",
  primaryKeys: ["article", "position"],
  properties: {
    article: () => p.manyToOne(Article).primary().ref().deleteRule("cascade"),
    /** In the source's order, from 1. */
    position: p.smallint().primary(),
    tag: () => p.manyToOne(Tag).ref(),
    /** 0 to 1. */
    relevance: p.float(),
    /** The article's, copied so that a tag's list walks one index. */
    publishedAt: instant().nullable(),
  },
  indexes: [{ name: "taggings_latest", properties: ["tag", "publishedAt", "article"] }],
});

export class Tagging extends TaggingSchema.class {}
TaggingSchema.setClass(Tagging);

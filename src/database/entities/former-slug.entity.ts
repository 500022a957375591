import { defineEntity, p } from "@mikro-orm/core";
import { Article } from "./article.entity.ts";

export const FormerSlugSchema = defineEntity({
  name: "FormerSlug",
  tableName: "former_slugs",
  properties: {
    slug: p.string().length(160).primary(),
    article: () => p.manyToOne(Article).ref().deleteRule("cascade").index(),
  },
});

/** A slug an article once had: old links still find it. */
export class FormerSlug extends FormerSlugSchema.class {}
FormerSlugSchema.setClass(FormerSlug);

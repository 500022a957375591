import { defineEntity, p } from "@mikro-orm/core";
import { Article } from "./article.entity.ts";

export const ArticleBodySchema = defineEntity({
  name: "ArticleBody",
  tableName: "article_bodies",
  properties: {
    article: () => p.oneToOne(Article).owner().primary().ref().deleteRule("cascade"),
    /** StoredBlock[] as JSON text: kept as written, so reading it costs PostgreSQL nothing. */
    blocks: p.json<unknown[]>().columnType("json"),
    wordCount: p.integer(),
  },
});

/** The heavy part of an article, in a table of its own: not asked for, never read. */
export class ArticleBody extends ArticleBodySchema.class {}
ArticleBodySchema.setClass(ArticleBody);

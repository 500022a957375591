import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";
import { Article } from "./article.entity.ts";

export const ArticleVersionSchema = defineEntity({
  name: "ArticleVersion",
  tableName: "article_versions",
  primaryKeys: ["article", "version"],
  properties: {
    article: () => p.manyToOne(Article).primary().ref().deleteRule("cascade"),
    /** From 1, without gaps. */
    version: p.integer().primary(),
    at: instant(),
    headline: p.text(),
    /** Names of fields of Article; none in a first version. */
    changedFields: p.json<string[]>().columnType("json"),
    /** When readers may see it, unless another version comes before; null: never. */
    visibleFrom: instant().nullable(),
    /** The article's draft as JSON, for the record; null where the version is older than versions are, or of a story that
     *  was withdrawn. */
    snapshot: p.json<object>().columnType("json").nullable(),
  },
});

/** What an article was from one write to the next. */
export class ArticleVersion extends ArticleVersionSchema.class {}
ArticleVersionSchema.setClass(ArticleVersion);

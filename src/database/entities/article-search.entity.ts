import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";
import { Article } from "./article.entity.ts";

const TEASER = "setweight(to_tsvector(config, headline), 'A') || setweight(to_tsvector(config, standfirst), 'B')";

const tsvector = (expression: string) => p.string().columnType("tsvector").generated(`(${expression}) stored`).lazy();

export const ArticleSearchSchema = defineEntity({
  name: "ArticleSearch",
  tableName: "article_search",
  properties: {
    article: () => p.oneToOne(Article).owner().primary().ref().deleteRule("cascade"),
    /** The text search configuration of the article's language. */
    config: p.string().columnType("regconfig"),
    publishedAt: instant().nullable(),
    /** From when readers see the article, so that what they do not see is passed over; null: not as it stands. */
    visibleFrom: instant().nullable(),
    headline: p.text(),
    standfirst: p.text(),
    body: p.text(),
    /** What everyone may read, and so search: headline, then kicker and standfirst. */
    teaser: tsvector(TEASER),
    /** The body first, so that its places count from 1; with it, what only the licensed may search. */
    document: tsvector(`setweight(to_tsvector(config, body), 'D') || ${TEASER}`),
  },
  indexes: [
    { name: "article_search_teaser", properties: ["teaser"], type: "gin" },
    { name: "article_search_document", properties: ["document"], type: "gin" },
  ],
});

/** An article as it is searched: words in plain spelling (see content/search/search-words.rules.ts), one space between them. */
export class ArticleSearch extends ArticleSearchSchema.class {}
ArticleSearchSchema.setClass(ArticleSearch);

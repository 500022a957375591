import { defineEntity, p } from "@mikro-orm/core";
import { Article } from "./article.entity.ts";

export const SuggestionTermSchema = defineEntity({
  name: "SuggestionTerm",
  tableName: "suggestion_terms",
  primaryKeys: ["article", "term"],
  properties: {
    article: () => p.manyToOne(Article).primary().ref().deleteRule("cascade"),
    /** Language and stem: « fr:ukrain ». */
    term: p.text().collation("C").primary(),
    /** In thousandths; the squares of an article's weights add up to one. */
    weight: p.smallint(),
  },
  indexes: [
    {
      name: "suggestion_terms_by_term",
      expression: `create index "suggestion_terms_by_term" on "suggestion_terms" ("term", "article_id") include ("weight")`,
    },
  ],
});

/** The words that tell an article from others, by word: what texts are compared by. */
export class SuggestionTerm extends SuggestionTermSchema.class {}
SuggestionTermSchema.setClass(SuggestionTerm);

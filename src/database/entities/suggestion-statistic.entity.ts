import { defineEntity, p } from "@mikro-orm/core";

export const SuggestionStatisticSchema = defineEntity({
  name: "SuggestionStatistic",
  tableName: "suggestion_statistics",
  properties: {
    /** A language and a stem, « fr:ukrain »; a language, « fr: »; or a tag's key, « #12 ». */
    term: p.text().collation("C").primary(),
    /** How many stories have it. */
    articles: p.integer(),
  },
});

/**
 * How common words are in their language, and the commonest tags, as last counted. They hold still between two counts,
 * so that one more story changes no other story's weights.
 */
export class SuggestionStatistic extends SuggestionStatisticSchema.class {}
SuggestionStatisticSchema.setClass(SuggestionStatistic);

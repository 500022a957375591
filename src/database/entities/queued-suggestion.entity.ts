import { defineEntity, p } from "@mikro-orm/core";
import { Article } from "./article.entity.ts";

export const QueuedSuggestionSchema = defineEntity({
  name: "QueuedSuggestion",
  tableName: "suggestion_queue",
  properties: {
    article: () => p.oneToOne(Article).owner().primary().ref().deleteRule("cascade"),
    /** Its words are those it has now; what it is like is still to be found. */
    isIndexed: p.boolean().default(false),
  },
  indexes: [{ name: "suggestion_queue_next", properties: ["isIndexed", "article"] }],
});

/** An article that was written and whose suggestions were not computed since. */
export class QueuedSuggestion extends QueuedSuggestionSchema.class {}
QueuedSuggestionSchema.setClass(QueuedSuggestion);

import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";
import { Article } from "./article.entity.ts";

/** Parts of a score, each in ten-thousandths; 0 where it is no reason. They add up to the score. */
const points = () => p.smallint();

export const SuggestionSchema = defineEntity({
  name: "Suggestion",
  tableName: "suggestions",
  primaryKeys: ["article", "target"],
  properties: {
    article: () => p.manyToOne(Article).primary().ref().deleteRule("cascade"),
    target: () => p.manyToOne(Article).primary().ref().deleteRule("cascade"),
    /** The target is in another language. */
    isForeign: p.boolean(),
    /** 0 to 10,000. */
    score: p.smallint(),
    textPoints: points(),
    tagPoints: points(),
    storylinePoints: points(),
    contributorPoints: points(),
    sectionPoints: points(),
    recencyPoints: points(),
    /** Shared tags, the most telling first; at most three. */
    tagIds: p.array().columnType("bigint[]"),
    storylineId: p.bigint("number").nullable(),
    contributorId: p.bigint("number").nullable(),
    /** The article's, copied so that the stories that suggest one walk one index, newest first. */
    publishedAt: instant().nullable(),
    /** From when readers see the target, as it was when this was computed. */
    visibleFrom: instant(),
  },
  indexes: [
    { name: "suggestions_best", properties: ["article", "isForeign", "score", "target"] },
    { name: "suggestions_incoming", properties: ["target", "publishedAt", "article"] },
  ],
});

/**
 * The stories most like an article, as last computed: those that at some time are among the best of what readers see.
 * Which these are is for each read to say.
 */
export class Suggestion extends SuggestionSchema.class {}
SuggestionSchema.setClass(Suggestion);

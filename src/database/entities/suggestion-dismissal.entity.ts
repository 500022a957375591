import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";
import { Article } from "./article.entity.ts";

export const SuggestionDismissalSchema = defineEntity({
  name: "SuggestionDismissal",
  tableName: "suggestion_dismissals",
  primaryKeys: ["article", "target"],
  properties: {
    article: () => p.manyToOne(Article).primary().ref().deleteRule("cascade"),
    target: () => p.manyToOne(Article).primary().ref().deleteRule("cascade"),
    dismissedAt: instant(),
  },
});

/** An editor does not want `target` suggested under `article`. */
export class SuggestionDismissal extends SuggestionDismissalSchema.class {}
SuggestionDismissalSchema.setClass(SuggestionDismissal);

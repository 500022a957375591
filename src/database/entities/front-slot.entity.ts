import { defineEntity, p } from "@mikro-orm/core";
import { Article } from "./article.entity.ts";
import { Section } from "./section.entity.ts";

export const FrontSlotSchema = defineEntity({
  name: "FrontSlot",
  tableName: "front_slots",
  primaryKeys: ["section", "position"],
  properties: {
    section: () => p.manyToOne(Section).primary().ref().deleteRule("cascade"),
    /** From 1. */
    position: p.smallint().primary(),
    article: () => p.manyToOne(Article).ref().deleteRule("cascade").index(),
    /** The editor's words; null: the article's own. */
    headline: p.text().nullable(),
  },
  uniques: [{ name: "front_slots_once", properties: ["section", "article"] }],
});

/** A story that the desk has put on a section's front. */
export class FrontSlot extends FrontSlotSchema.class {}
FrontSlotSchema.setClass(FrontSlot);

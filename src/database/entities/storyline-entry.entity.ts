import { defineEntity, p } from "@mikro-orm/core";
import { id, instant } from "../columns.ts";
import { Article } from "./article.entity.ts";
import { Storyline } from "./storyline.entity.ts";

export const StorylineEntrySchema = defineEntity({
  name: "StorylineEntry",
  tableName: "storyline_entries",
  properties: {
    id: id(),
    storyline: () => p.manyToOne(Storyline).ref().deleteRule("cascade"),
    article: () => p.manyToOne(Article).ref().deleteRule("cascade"),
    /** The editor's order, from 1. */
    position: p.integer(),
    keyMoment: p.boolean(),
    caption: p.text().nullable(),
    /** The article's, copied so that a storyline in the order of events walks one index. */
    publishedAt: instant().nullable(),
  },
  uniques: [{ name: "storyline_entries_once", properties: ["article", "storyline"] }],
  indexes: [
    { name: "storyline_entries_editorial", properties: ["storyline", "position", "id"] },
    { name: "storyline_entries_chronological", properties: ["storyline", "publishedAt", "id"] },
  ],
});

/** An article's place in a storyline. */
export class StorylineEntry extends StorylineEntrySchema.class {}
StorylineEntrySchema.setClass(StorylineEntry);

import { defineEntity, p } from "@mikro-orm/core";
import { id, url } from "../columns.ts";
import { STORYLINE_STATUSES } from "../vocabulary.ts";

export const StorylineSchema = defineEntity({
  name: "Storyline",
  tableName: "storylines",
  properties: {
    id: id(),
    uri: url().unique(),
    slug: p.string().length(160).unique(),
    title: p.string().length(255),
    status: p.enum(STORYLINE_STATUSES).nativeEnumName("storyline_status"),
    summary: p.text().nullable(),
  },
  indexes: [{ properties: ["title", "id"] }],
});

/** A story that goes on over many articles. */
export class Storyline extends StorylineSchema.class {}
StorylineSchema.setClass(Storyline);

import { defineEntity, p } from "@mikro-orm/core";
import { id, instant } from "../columns.ts";

/** The channel on which a change of any section is announced to every gateway process. */
export const SECTIONS_CHANGED = "kiosque_sections_changed";

export const SectionSchema = defineEntity({
  name: "Section",
  tableName: "sections",
  properties: {
    id: id(),
    slug: p.string().length(160).unique(),
    /** Slugs from the root down, joined by "/". */
    path: p.string().length(1000).unique(),
    name: p.string(),
    description: p.text().nullable(),
    /** Among its siblings, from 0. */
    position: p.integer(),
    parent: () => p.manyToOne(Section).nullable().ref().index(),
    /** From when readers meet it: the first moment of a story in it or below it. What has come stays; null: not yet. */
    visibleFrom: instant().nullable(),
  },
  triggers: [
    {
      name: "sections_changed",
      timing: "after",
      events: ["insert", "update", "delete"],
      forEach: "statement",
      body: `perform pg_notify('${SECTIONS_CHANGED}', ''); return null`,
    },
  ],
});

export class Section extends SectionSchema.class {}
SectionSchema.setClass(Section);

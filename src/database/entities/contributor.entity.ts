import { defineEntity, p } from "@mikro-orm/core";
import { id, instant, url } from "../columns.ts";

export const ContributorSchema = defineEntity({
  name: "Contributor",
  tableName: "contributors",
  properties: {
    id: id(),
    slug: p.string().length(160).unique(),
    /** Identity given by the source; null when the name alone identifies. */
    uri: url().nullable().unique(),
    name: p.string(),
    title: p.string().nullable(),
    /** From when readers meet it: the first moment of a story that has it. What has come stays; null: not yet. */
    visibleFrom: instant().nullable(),
  },
  indexes: [{ properties: ["name", "id"] }, { properties: ["visibleFrom"] }],
});

export class Contributor extends ContributorSchema.class {}
ContributorSchema.setClass(Contributor);

import { defineEntity, p } from "@mikro-orm/core";
import { id, url } from "../columns.ts";

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
  },
  indexes: [{ properties: ["name", "id"] }],
});

export class Contributor extends ContributorSchema.class {}
ContributorSchema.setClass(Contributor);

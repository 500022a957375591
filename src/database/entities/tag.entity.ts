import { defineEntity, p } from "@mikro-orm/core";
import { id, instant, url } from "../columns.ts";
import { TAG_KINDS } from "../vocabulary.ts";

export const TagSchema = defineEntity({
  name: "Tag",
  tableName: "tags",
  properties: {
    id: id(),
    slug: p.string().length(160).unique(),
    kind: p.enum(TAG_KINDS).nativeEnumName("tag_kind"),
    name: p.string(),
    /** A Media Topic, Wikidata or other URI; null when kind and name identify. */
    uri: url().nullable().unique(),
    /** From when readers meet it: the first moment of a story that has it. What has come stays; null: not yet. */
    visibleFrom: instant().nullable(),
  },
  indexes: [{ properties: ["name", "id"] }, { properties: ["visibleFrom"] }],
});

export class Tag extends TagSchema.class {}
TagSchema.setClass(Tag);

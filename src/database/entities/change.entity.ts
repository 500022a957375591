import { defineEntity, p } from "@mikro-orm/core";
import { id, instant, url } from "../columns.ts";
import { CHANGE_KINDS, ENTITY_TYPES } from "../vocabulary.ts";

/** The setting by which a transaction names its write: see `lockWriters`. Nothing can be logged where it is not set. */
export const WRITE_ID = "kiosque.write_id";

const texts = () => p.array().columnType("text[]");
const ids = () => p.array(Number).columnType("bigint[]");

export const ChangeSchema = defineEntity({
  name: "Change",
  tableName: "changes",
  properties: {
    /** In the order of commits. */
    id: id(),
    /** By chance: no other write of any copy of this database has the same. */
    writeId: p.uuid().defaultRaw(`(current_setting('${WRITE_ID}'::text))::uuid`),
    entityType: p.enum(ENTITY_TYPES).nativeEnumName("entity_type").default("ARTICLE"),
    /** No foreign key: a change outlives what it is of. */
    entityId: p.bigint("number"),
    /** An article's. */
    uri: url().nullable(),
    kind: p.enum(CHANGE_KINDS).nativeEnumName("change_kind"),
    writtenAt: instant(),
    /**
     * When readers see the story from this change on: '-infinity' at once, 'infinity' never. Of anything else, whether they
     * saw it when the change was made.
     */
    visibleFrom: instant(),
    /** The same as it was before this change. */
    wasVisibleFrom: instant(),
    /** Readers are not told: what changed is something that they never saw. */
    isForDesk: p.boolean().default(false),
    /** An article's; 0 of anything else. */
    version: p.integer(),
    /** An article's. */
    language: p.string().length(35).nullable(),
    /** Where it was another. */
    wasLanguage: p.string().length(35).nullable(),
    changedFields: texts(),
    /** What answers that show it are cached under. */
    cacheTags: texts(),
    /** Where they were others. */
    wasCacheTags: texts().nullable(),
    /** Of an article, those it points at. */
    targets: ids().defaultRaw("'{}'"),
    /** Where they were others. */
    wasTargets: ids().nullable(),
  },
  indexes: [
    { name: "changes_of_write", properties: ["writeId", "id"] },
    { name: "changes_of_entity", properties: ["entityType", "entityId", "id"] },
    {
      name: "changes_seen",
      properties: ["id"],
      where: "visible_from = '-infinity' or was_visible_from <= written_at",
    },
    {
      name: "changes_to_appear",
      properties: ["visibleFrom"],
      where: "visible_from > '-infinity' and visible_from < 'infinity'",
    },
  ],
});

/** One change of an article, or of what articles share: what the log is made of. Never updated. */
export class Change extends ChangeSchema.class {}
ChangeSchema.setClass(Change);

import { defineEntity, p } from "@mikro-orm/core";
import { id, instant, url } from "../columns.ts";
import { CHANGE_KINDS } from "../vocabulary.ts";

/** The number of the first transaction on any server: what it wrote was told before any that are still to come. */
export const FIRST_TRANSACTION = "3";

const texts = () => p.array().columnType("text[]");

export const ChangeSchema = defineEntity({
  name: "Change",
  tableName: "changes",
  properties: {
    id: id(),
    /** The transaction that wrote it: whoever read the log while that was running has not been given it. */
    transaction: p.string().columnType("xid8").defaultRaw("pg_current_xact_id()"),
    /** Its transaction, or the latest that changed the article before it: orders changes, an article's as they happened. */
    turn: p.string().columnType("xid8"),
    /** No foreign key: a change outlives its article. */
    articleId: p.bigint("number"),
    uri: url(),
    kind: p.enum(CHANGE_KINDS).nativeEnumName("change_kind"),
    writtenAt: instant(),
    /** When readers see the story from this change on: '-infinity' at once, 'infinity' never. */
    visibleFrom: instant(),
    /** The same as it was before this change. */
    wasVisibleFrom: instant(),
    version: p.integer(),
    language: p.string().length(35),
    /** Where it was another. */
    wasLanguage: p.string().length(35).nullable(),
    changedFields: texts(),
    /** What answers that show the article are cached under. */
    cacheTags: texts(),
    /** Where they were others. */
    wasCacheTags: texts().nullable(),
  },
  indexes: [
    { name: "changes_in_turn", properties: ["turn", "id"] },
    { name: "changes_of_article", properties: ["articleId", "id"] },
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

/** One article's change: what the log is made of. Never updated. */
export class Change extends ChangeSchema.class {}
ChangeSchema.setClass(Change);

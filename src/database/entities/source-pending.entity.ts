import { defineEntity, p } from "@mikro-orm/core";
import { Article } from "./article.entity.ts";

export const SourcePendingSchema = defineEntity({
  name: "SourcePending",
  tableName: "source_pending",
  properties: {
    article: () => p.oneToOne(Article).owner().primary().ref().deleteRule("cascade"),
    /** Parts of the draft that wait for the desk. */
    fields: p.array().columnType("text[]"),
    /** The story itself waits: until then readers know it from mentions only. */
    isWhole: p.boolean(),
    /** The source's newest draft as JSON. */
    draft: p.json<object>().columnType("json"),
  },
});

/** What a source has sent of a story and the desk has yet to take or leave. */
export class SourcePending extends SourcePendingSchema.class {}
SourcePendingSchema.setClass(SourcePending);

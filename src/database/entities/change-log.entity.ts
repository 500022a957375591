import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";

export const ChangeLogSchema = defineEntity({
  name: "ChangeLog",
  tableName: "change_log",
  properties: {
    id: p.smallint().primary().autoincrement(false),
    /** Signs the log's tokens. */
    secret: p.string().length(64),
    /** Tokens from before it are no longer honoured. */
    prunedUntil: instant().default("-infinity"),
  },
});

/** The log itself; one row. */
export class ChangeLog extends ChangeLogSchema.class {}
ChangeLogSchema.setClass(ChangeLog);

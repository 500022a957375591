import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";
import { WITHDRAWAL_KINDS } from "../vocabulary.ts";
import { Article } from "./article.entity.ts";

export const WithdrawalSchema = defineEntity({
  name: "Withdrawal",
  tableName: "withdrawals",
  properties: {
    article: () => p.oneToOne(Article).owner().primary().ref().deleteRule("cascade"),
    kind: p.enum(WITHDRAWAL_KINDS).nativeEnumName("withdrawal_kind"),
    at: instant(),
    publicText: p.text().nullable(),
    /** For the desk's record: nobody reads it through the gateway. */
    reason: p.text(),
    replacement: () => p.manyToOne(Article).nullable().ref().deleteRule("set null").index(),
  },
});

/** What remains of a story that was published and taken back. */
export class Withdrawal extends WithdrawalSchema.class {}
WithdrawalSchema.setClass(Withdrawal);

import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";
import { CORRECTION_KINDS } from "../vocabulary.ts";
import { Article } from "./article.entity.ts";

export const CorrectionSchema = defineEntity({
  name: "Correction",
  tableName: "corrections",
  primaryKeys: ["article", "version"],
  properties: {
    article: () => p.manyToOne(Article).primary().ref().deleteRule("cascade"),
    /** The version it made. */
    version: p.integer().primary(),
    kind: p.enum(CORRECTION_KINDS).nativeEnumName("correction_kind"),
    at: instant(),
    text: p.text(),
  },
});

/** What readers are told of an error that was put right. */
export class Correction extends CorrectionSchema.class {}
CorrectionSchema.setClass(Correction);

import { defineEntity, p } from "@mikro-orm/core";
import { instant, url } from "../columns.ts";
import { HOLDS } from "../vocabulary.ts";

export const SourceHoldSchema = defineEntity({
  name: "SourceHold",
  tableName: "source_holds",
  primaryKeys: ["uri", "fingerprint"],
  properties: {
    /** No foreign key: a hold may come before its story. */
    uri: url().primary(),
    /** SHA-256 of what it says: the same again is no news. */
    fingerprint: p.string().length(64).primary(),
    hold: p.enum(HOLDS).nativeEnumName("source_hold"),
    /** The source's own; 0: it has none. */
    sourceVersion: p.integer(),
    updatedAt: instant().nullable(),
    /** EMBARGOED only. */
    embargoedUntil: instant().nullable(),
  },
});

/** A source's word that a story is to be held back: remembered, so that a version from before it stays down. */
export class SourceHold extends SourceHoldSchema.class {}
SourceHoldSchema.setClass(SourceHold);

import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";

export const IdempotentWriteSchema = defineEntity({
  name: "IdempotentWrite",
  tableName: "idempotent_writes",
  primaryKeys: ["keyId", "digest", "ordinal"],
  properties: {
    /** The API key that wrote; 0: none. */
    keyId: p.bigint("number").primary(),
    /** SHA-256 of the client's idempotency key, in hex. */
    digest: p.string().length(64).primary(),
    /** Place among the writes of the request, from 1; 0: the request itself. */
    ordinal: p.smallint().primary(),
    /** SHA-256 of the request, in hex. */
    request: p.string().length(64),
    /** What the write came to, as JSON; null: of row 0. */
    result: p.text().nullable(),
    writtenAt: instant().index(),
  },
});

/** A write that is not done again when its client asks again. */
export class IdempotentWrite extends IdempotentWriteSchema.class {}
IdempotentWriteSchema.setClass(IdempotentWrite);

import { defineEntity, p } from "@mikro-orm/core";
import { id, instant } from "../columns.ts";

/** The channel on which a change of any API key is announced to every gateway process. */
export const API_KEYS_CHANGED = "kiosque_api_keys_changed";

export const ApiKeySchema = defineEntity({
  name: "ApiKey",
  tableName: "api_keys",
  properties: {
    id: id(),
    name: p.string().length(200),
    /** SHA-256 of the secret, in hex: the secret itself is 256 random bits and kept nowhere. */
    digest: p.string().length(64),
    /** Of content/viewer.ts. */
    scopes: p.array().columnType("text[]"),
    /** Sections whose bodies it may read, with all below them; null: all bodies. A section that goes leaves its id: it licenses nothing. */
    sectionIds: p.array(Number).columnType("bigint[]").nullable(),
    /** Null: as configured for keys. */
    pointsPerMinute: p.integer().nullable(),
    expiresAt: instant().nullable(),
    revokedAt: instant().nullable(),
    createdAt: instant(),
    /** The key that made it; null: the command line. */
    createdBy: () => p.manyToOne(ApiKey).nullable().ref(),
  },
  triggers: [
    {
      name: "api_keys_changed",
      timing: "after",
      events: ["insert", "update", "delete"],
      forEach: "statement",
      body: `perform pg_notify('${API_KEYS_CHANGED}', ''); return null`,
    },
  ],
});

/** What lets a program in: who it is, what it may do, until when. */
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);

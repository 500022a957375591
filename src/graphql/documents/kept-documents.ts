import { openCache } from "../../cache.ts";
import type { Redis } from "../../redis.ts";
import { documentHash } from "./document-hash.ts";

/** A document that nobody asks for is forgotten. */
const TTL_S = 7 * 86_400;

/** Documents that clients have had kept (automatic persisted queries), by their hash. */
export interface KeptDocuments {
  get(hash: string): Promise<string | undefined>;
  keep(hash: string, text: string): Promise<void>;
}

/**
 * In memory, the latest used ones; with Redis also there, for all processes that share it. While Redis is away each process
 * has its own: clients then send a document once more.
 */
export function openKeptDocuments(redis: Redis | undefined): KeptDocuments {
  const texts = openCache<string, string>("kept documents", {
    maxBytes: 8_000_000,
    bytesOf: (text) => 2 * text.length,
  });
  return {
    async get(hash) {
      const known = texts.get(hash) ?? (redis && (await textInRedis(redis, hash)));
      if (known !== undefined) texts.set(hash, known);
      return known;
    },
    async keep(hash, text) {
      if (texts.has(hash)) return;
      texts.set(hash, text);
      await redis
        ?.ask((client) => client.set(keyOf(hash), text, { expiration: { type: "EX", value: TTL_S } }))
        .catch(missed);
    },
  };
}

const keyOf = (hash: string) => `document:${hash}`;

async function textInRedis(redis: Redis, hash: string): Promise<string | undefined> {
  const text = await redis.ask((client) => client.getEx(keyOf(hash), { type: "EX", value: TTL_S })).catch(missed);
  // Others may write there: what is run under a hash must be what the client hashed.
  return typeof text === "string" && documentHash(text) === hash ? text : undefined;
}

/** It logs by itself that it is away. */
const missed = () => undefined;

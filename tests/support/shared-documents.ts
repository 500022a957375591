import { randomUUID } from "node:crypto";
import { createClient } from "@redis/client";
import { type KeptDocuments, openKeptDocuments } from "../../src/graphql/documents/kept-documents.ts";
import { createLog } from "../../src/log.ts";
import { openRedis } from "../../src/redis.ts";

interface SharedDocuments extends AsyncDisposable {
  /** What each of two gateways keeps documents in. */
  readonly stores: readonly [KeptDocuments, KeptDocuments];
  /** Writes into Redis past the gateways. */
  overwrite(hash: string, text: string): Promise<void>;
}

/** Two processes on the Redis of REDIS_URL; without it both gateways are in one process and have its memory. */
export async function openSharedDocuments(): Promise<SharedDocuments> {
  const url = process.env["REDIS_URL"];
  if (!url) {
    const memory = openKeptDocuments(undefined);
    return {
      stores: [memory, memory],
      overwrite: () => Promise.reject(new Error("There is no Redis.")),
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const prefix = `${process.env["REDIS_PREFIX"] ?? "kiosque:test:"}${randomUUID()}:`;
  const log = createLog("silent");
  const one = await openRedis(url, prefix, log);
  const other = await openRedis(url, prefix, log);
  return {
    stores: [openKeptDocuments(one), openKeptDocuments(other)],
    overwrite: async (hash, text) => void (await one.ask((client) => client.set(`document:${hash}`, text))),
    async [Symbol.asyncDispose]() {
      one.close();
      other.close();
      const client = await createClient({ url }).connect();
      for await (const keys of client.scanIterator({ MATCH: `${prefix}*` }))
        if (keys.length > 0) await client.unlink(keys);
      await client.close();
    },
  };
}

import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";

const MAX_KEPT_CHARACTERS = 1_000_000;

/** Clients send the same few texts again and again: finding one takes a tenth of hashing it. */
const hashes = new LRUCache<string, string>({
  maxSize: MAX_KEPT_CHARACTERS,
  sizeCalculation: (_hash, text) => text.length + 1,
});

/** SHA-256 of a document's text as it is sent, in lower-case hexadecimal digits. */
export function documentHash(text: string): string {
  let known = hashes.get(text);
  if (known === undefined) hashes.set(text, (known = hash("sha256", text)));
  return known;
}

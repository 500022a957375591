import { hash } from "node:crypto";
import { openCache } from "../../cache.ts";

/** Clients send the same few texts again and again: finding one takes a tenth of hashing it. */
const hashes = openCache<string, string>("hashes of documents", {
  maxBytes: 4_000_000,
  bytesOf: (known, text) => 2 * (known.length + text.length),
});

/** SHA-256 of a document's text as it is sent, in lower-case hexadecimal digits. */
export function documentHash(text: string): string {
  let known = hashes.get(text);
  if (known === undefined) hashes.set(text, (known = hash("sha256", text)));
  return known;
}

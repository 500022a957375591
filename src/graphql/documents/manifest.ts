import { parse, print } from "graphql";
import { documentHash } from "./document-hash.ts";

/** The newsroom's own operations, by the hashes of their texts. */
export interface Manifest {
  /** The text with that hash: of the normalised document, as in `documentId`, or of the file as it is. */
  get(hash: string): string | undefined;
}

/** Normalised is what graphql-js prints: no comments, one way to lay out. */
export function createManifest(documents: readonly string[]): Manifest {
  const texts = new Map<string, string>();
  for (const document of documents) {
    const normalised = print(parse(document));
    for (const text of [document, normalised]) texts.set(documentHash(text), text);
  }
  return texts;
}

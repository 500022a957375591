import { GatewayError } from "../../errors.ts";
import { documentHash } from "./document-hash.ts";

/** The parameters of a GraphQL request that say which document is meant. */
export interface DocumentParams {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** How a document is named: by its text, of which one may wish it kept, by the hash of a kept one, or by a manifest's id. */
export type DocumentSource =
  | { readonly kind: "text"; readonly text: string; readonly hash: string; readonly isToBeKept: boolean }
  | { readonly kind: "kept" | "manifest"; readonly hash: string };

const HASH = /^[0-9a-f]{64}$/;
const ID_PREFIX = "sha256:";

/** @throws {GatewayError} BAD_REQUEST, PERSISTED_QUERY_HASH_MISMATCH, DOCUMENT_NOT_FOUND */
export function documentSource({ query, documentId, extensions }: DocumentParams): DocumentSource {
  const persisted = persistedQueryIn(extensions);
  const hasText = typeof query === "string" && query !== "";
  if (typeof documentId === "string") {
    if (hasText || persisted) throw badRequest("documentId stands for a document: send no other beside it.");
    return { kind: "manifest", hash: hashInId(documentId) };
  }
  if (!persisted) {
    if (!hasText) throw badRequest("A request names a document: query, documentId or extensions.persistedQuery.");
    return { kind: "text", text: query, hash: documentHash(query), isToBeKept: false };
  }
  const hash = hashOf(persisted);
  if (!hasText) return { kind: "kept", hash };
  if (documentHash(query) !== hash) {
    throw new GatewayError("PERSISTED_QUERY_HASH_MISMATCH", "sha256Hash is not the SHA-256 of query.");
  }
  return { kind: "text", text: query, hash, isToBeKept: true };
}

function persistedQueryIn(extensions: unknown): Readonly<Record<string, unknown>> | undefined {
  const persisted = isMap(extensions) ? extensions["persistedQuery"] : undefined;
  if (persisted === undefined || persisted === null) return undefined;
  if (!isMap(persisted)) throw badRequest("extensions.persistedQuery must be an object.");
  return persisted;
}

function hashOf({ version, sha256Hash }: Readonly<Record<string, unknown>>): string {
  if (version !== 1) throw badRequest("extensions.persistedQuery.version must be 1.");
  if (typeof sha256Hash === "string" && HASH.test(sha256Hash)) return sha256Hash;
  throw badRequest("extensions.persistedQuery.sha256Hash must be 64 lower-case hexadecimal digits.");
}

/** What has the form of no id is an unknown one. */
const hashInId = (id: string): string => (id.startsWith(ID_PREFIX) ? id.slice(ID_PREFIX.length) : "");

const badRequest = (message: string) => new GatewayError("BAD_REQUEST", message);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

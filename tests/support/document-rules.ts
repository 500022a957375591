import type { DocumentRules } from "../../src/graphql/documents/documents.ts";
import { openKeptDocuments } from "../../src/graphql/documents/kept-documents.ts";
import { createManifest } from "../../src/graphql/documents/manifest.ts";
import { DEFAULT_LIMITS, LIMIT_NAMES, LIMITS, type Limits } from "../../src/graphql/limits/limits.ts";

/** What a gateway takes unless a test says otherwise. */
export const documentRules = (changes: Partial<DocumentRules> = {}): DocumentRules => ({
  limits: DEFAULT_LIMITS,
  isIntrospectable: true,
  manifest: createManifest([]),
  kept: openKeptDocuments(undefined),
  isTrustedOnly: false,
  ...changes,
});

/** For documents that are generated from the whole schema. */
export const WIDEST_LIMITS = Object.fromEntries(LIMIT_NAMES.map((name) => [name, LIMITS[name].most])) as Limits;

import type { ApiKeyDraft } from "../../src/content/api-key/api-key.rules.ts";

/** A partner's key to all bodies, for good. */
export const keyDraft = (changes: Partial<ApiKeyDraft> = {}): ApiKeyDraft => ({
  name: "Partner",
  scopes: ["content:read"],
  sectionIds: null,
  pointsPerMinute: null,
  expiresAt: null,
  ...changes,
});

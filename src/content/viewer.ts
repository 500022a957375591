/** What an API key may be allowed, in order of power. */
export const SCOPES = ["content:read", "content:desk", "content:write", "keys:admin"] as const;

export type Scope = (typeof SCOPES)[number];

/** Whoever asks: anyone at all, or the holder of an API key. */
export interface Viewer {
  readonly kind: "ANONYMOUS" | "API_KEY";
  /** Null for the anonymous. */
  readonly keyId: number | null;
  /** The key's name; null for the anonymous. */
  readonly name: string | null;
  readonly scopes: readonly Scope[];
  /** Ids of the sections whose bodies the key licenses, with all below them; null: all bodies. See `licenceOf`. */
  readonly licensedSections: readonly number[] | null;
}

export const ANONYMOUS: Viewer = { kind: "ANONYMOUS", keyId: null, name: null, scopes: [], licensedSections: null };

import type { Scope, Viewer } from "../../src/content/viewer.ts";

/** Who holds a key with these scopes for all sections. */
export const holderOf = (...scopes: Scope[]): Viewer => ({
  kind: "API_KEY",
  keyId: 1,
  name: "Desk",
  scopes,
  licensedSections: null,
});

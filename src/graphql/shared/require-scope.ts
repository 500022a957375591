import type { Scope, Viewer } from "../../content/viewer.ts";
import { GatewayError } from "../../errors.ts";

/**
 * @param what takes the scope, as a sentence begins
 * @throws {GatewayError} when the viewer has not this scope: FORBIDDEN with a key, UNAUTHENTICATED without one
 */
export function requireScope(viewer: Viewer | undefined, scope: Scope, what = "This"): void {
  if (viewer?.scopes.includes(scope)) return;
  const code = viewer?.kind === "API_KEY" ? "FORBIDDEN" : "UNAUTHENTICATED";
  throw new GatewayError(code, `${what} takes a key with the scope ${scope}.`);
}

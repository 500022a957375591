import type { Scope, Viewer } from "../../content/viewer.ts";
import { GatewayError } from "../../errors.ts";

/** @throws {GatewayError} FORBIDDEN when the viewer has not this scope */
export function requireScope(viewer: Viewer, scope: Scope): void {
  if (!viewer.scopes.includes(scope)) throw new GatewayError("FORBIDDEN", `This takes a key with the scope ${scope}.`);
}

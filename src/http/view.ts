import type { FastifyRequest } from "fastify";
import type { View } from "../content/reading/viewing.ts";
import type { Viewer } from "../content/viewer.ts";
import { GatewayError } from "../errors.ts";
import { requireScope } from "../graphql/shared/require-scope.ts";

/**
 * From where a request looks at the newsroom, by its header X-Kiosque-View: `public`, also unless said, or `desk`.
 *
 * @throws {GatewayError} VIEW_INVALID for another one; what `requireScope` throws for the desk's
 */
export function viewOf({ headers }: FastifyRequest, viewer: Viewer | undefined): View {
  const asked = headers["x-kiosque-view"];
  if (asked === undefined || asked === "public") return "PUBLIC";
  if (asked !== "desk") throw new GatewayError("VIEW_INVALID", "X-Kiosque-View is public or desk.");
  requireScope(viewer, "content:desk", "The desk's view");
  return "DESK";
}

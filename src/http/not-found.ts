import type { FastifyInstance } from "fastify";
import { GatewayError } from "../errors.ts";
import { pathOf } from "./request-log.ts";

export const notFound = () => new GatewayError("NOT_FOUND", "Nothing lives at this path.");

/** Refuses unknown paths (404) and methods (405 with Allow) before any body is read. */
export function refuseUnknownRoutes(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    if (!request.is404) return;
    const path = pathOf(request.url);
    const allowed = ["GET", "HEAD", "POST"].filter((method) => app.hasRoute({ method, url: path }));
    if (allowed.length === 0) throw notFound();
    reply.header("allow", allowed.join(", "));
    throw new GatewayError("METHOD_NOT_ALLOWED", `${path} takes ${allowed.join(", ")}, not ${request.method}.`);
  });
}

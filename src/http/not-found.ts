import type { FastifyInstance } from "fastify";
import { GatewayError } from "../errors.ts";
import { pathOf } from "./request-log.ts";

export const notFound = () => new GatewayError("NOT_FOUND", "Nothing lives at this path.");

/** Refuses unknown paths (404) and methods (405 with Allow) before any body is read. Call before routes are added. */
export function refuseUnknownRoutes(app: FastifyInstance): void {
  const routes: { readonly path: URLPattern; readonly method: string | string[] }[] = [];
  app.addHook("onRoute", ({ url, method }) => void routes.push({ path: new URLPattern({ pathname: url }), method }));
  app.addHook("onRequest", async (request, reply) => {
    if (!request.is404) return;
    const pathname = pathOf(request.url);
    const allowed = routes.filter(({ path }) => path.test({ pathname })).flatMap(({ method }) => method);
    if (allowed.length === 0) throw notFound();
    const methods = [...new Set(allowed)].toSorted().join(", ");
    reply.header("allow", methods);
    throw new GatewayError("METHOD_NOT_ALLOWED", `This path takes ${methods}, not ${request.method}.`);
  });
}

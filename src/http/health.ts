import type { FastifyInstance, FastifyRequest } from "fastify";
import { GatewayError } from "../errors.ts";
import type { Readiness } from "./readiness.ts";

/** /health/live: the process runs. /health/ready: send it requests. */
export function serveHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get("/health/live", async (_request, reply) =>
    reply.header("cache-control", "no-store").send({ status: "live" }),
  );
  app.get("/health/ready", async (_request, reply) => {
    if (!(await readiness.isReady())) {
      throw new GatewayError("UNAVAILABLE", readiness.isDraining ? "Shutting down." : "The database does not answer.");
    }
    return reply.header("cache-control", "no-store").send({ status: "ready" });
  });
}

export const isHealth = ({ url }: FastifyRequest): boolean => url.startsWith("/health/");

/** While draining only health answers; connections close with their last answer. */
export function refuseWhileDraining(app: FastifyInstance, readiness: Readiness): void {
  app.addHook("onRequest", (request, _reply, done) => {
    if (!readiness.isDraining || isHealth(request)) return done();
    return done(new GatewayError("UNAVAILABLE", "Shutting down."));
  });
  app.addHook("onSend", (_request, reply, ...[payload, done]) => {
    if (readiness.isDraining) reply.header("connection", "close");
    done(null, payload);
  });
}

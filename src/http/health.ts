import type { FastifyInstance, FastifyRequest } from "fastify";
import { GatewayError } from "../errors.ts";
import type { Connections } from "./connections.ts";
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

/** While draining each connection ends with its next answer: its client opens one elsewhere. */
export function closeWhileDraining(app: FastifyInstance, readiness: Readiness, connections: Connections): void {
  app.addHook("onSend", (request, reply, ...[payload, done]) => {
    // Others that were sent behind it would be lost.
    const isLast = connections.lastAnswer(request.raw.socket) === reply.raw;
    if (readiness.isDraining && isLast) reply.header("connection", "close");
    done(null, payload);
  });
}

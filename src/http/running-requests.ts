import type { FastifyInstance } from "fastify";
import { requestEnd } from "./request-end.ts";

/**
 * Makes `app.close()` wait for running requests before it closes any connection. Until then the server still listens,
 * so that a load balancer reads "not ready" instead of a refused connection. To be called before other hooks are added.
 */
export function waitForRunningRequests(app: FastifyInstance): void {
  let runningCount = 0;
  let wake = () => {};
  app.addHook("onRequest", async (request, reply) => {
    runningCount++;
    void requestEnd(request, reply).then(() => {
      runningCount--;
      if (runningCount === 0) wake();
    });
  });
  app.addHook("preClose", async () => {
    if (runningCount > 0) await new Promise<void>((resolve) => (wake = resolve));
  });
}

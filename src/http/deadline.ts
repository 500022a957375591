import type { FastifyReply } from "fastify";
import { Cancellation } from "../cancellation.ts";
import { GatewayError } from "../errors.ts";

/**
 * Does work for a request until its time is up or its client has left. Then it is cancelled: what it has under way is
 * ended, and nothing more is begun.
 *
 * @returns what the work answers; when time is up EXECUTION_TIMEOUT at once, whether or not the work has ended, or
 *   UNKNOWN_OUTCOME where it may have written
 */
export function withinDeadline<Answer>(
  reply: FastifyReply,
  timeoutMs: number,
  work: (cancellation: Cancellation) => Promise<Answer>,
): Promise<Answer> {
  const cancellation = new Cancellation();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const timeout =
        cancellation.outcome?.timedOut(timeoutMs) ??
        new GatewayError("EXECUTION_TIMEOUT", `The answer took longer than ${timeoutMs} ms.`);
      cancellation.cancel(timeout);
      reject(timeout);
    }, timeoutMs);
    reply.raw.once("close", () => {
      clearTimeout(timer);
      if (!reply.raw.writableFinished)
        cancellation.cancel(new GatewayError("EXECUTION_TIMEOUT", "The client has left."));
    });
    work(cancellation).then(resolve, reject);
  });
}

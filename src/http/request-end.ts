import type { FastifyReply, FastifyRequest } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** What runs for this request and goes on when its client leaves. */
    work: Promise<unknown> | null;
  }
}

/**
 * Settles when the answer is out, or the client gone, and the request's work has ended. Fastify's `onResponse` is silent
 * about clients who leave early.
 *
 * @returns whether the answer is out
 */
export async function requestEnd(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const isAnswered = await new Promise<boolean>((resolve) => {
    reply.raw.once("close", () => resolve(reply.raw.writableFinished));
  });
  try {
    await request.work;
  } catch {
    // Who waits for its answer has heard of it.
  }
  return isAnswered;
}

import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Log } from "../log.ts";
import type { RunningRequests } from "./running-requests.ts";

export interface ReadingBounds {
  /** Who takes nothing of an answer for so long is cut off, within twice that time. */
  readonly readMs: number;
  /** Of all answers that are written and not taken yet; beyond it those asked for first are given up. */
  readonly maxUnsentBytes: number;
  /** How often is looked. */
  readonly checkMs: number;
}

/** Bounds what slow readers keep in memory. Looks now and then, so that quick readers cost nothing. */
export function boundUnsent(
  app: FastifyInstance,
  running: RunningRequests,
  { bounds, log }: { readonly bounds: ReadingBounds; readonly log: Log },
): void {
  const timed = new WeakSet<ServerResponse>();
  const look = () => {
    const unsent = [...running.answers()].filter(isUnsent);
    let bytes = unsent.reduce((sum, { writableLength }) => sum + writableLength, 0);
    let cutCount = 0;
    for (const answer of unsent) {
      const { writableLength } = answer;
      const { socket } = answer.req;
      if (bytes > bounds.maxUnsentBytes) {
        bytes -= writableLength;
        cutCount++;
        socket.destroy();
      } else if (!timed.has(answer)) {
        timed.add(answer);
        // Counts from the last part that was taken; the next request sets it anew.
        socket.setTimeout(bounds.readMs);
      }
    }
    if (cutCount > 0) log.warn({ count: cutCount }, "answers that nobody took in time were given up");
  };
  const timer = setInterval(look, bounds.checkMs).unref();
  app.addHook("onClose", async () => clearInterval(timer));
}

const isUnsent = ({ writableEnded, writableFinished, writableLength }: ServerResponse): boolean =>
  writableEnded && !writableFinished && writableLength > 0;

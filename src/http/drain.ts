import type { FastifyInstance } from "fastify";
import type { Log } from "../log.ts";
import type { Readiness } from "./readiness.ts";

export interface RunningGateway {
  readonly app: FastifyInstance;
  readonly readiness: Readiness;
  /** Closes what requests use, once none is running. */
  readonly closeBelow: () => Promise<void>;
}

/** Refuses new requests, lets the running ones end, then closes what they used. */
export async function drain({ app, readiness, closeBelow }: RunningGateway): Promise<void> {
  readiness.isDraining = true;
  await app.close();
  await closeBelow();
}

/** SIGTERM or SIGINT drains and exits 0; failing or taking longer than `timeoutMs` exits 1, a second signal at once. */
export function drainOnSignal(gateway: RunningGateway, log: Log, timeoutMs: number): void {
  let isAsked = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isAsked) process.exit(1);
    isAsked = true;
    log.info({ signal }, "draining");
    setTimeout(() => {
      log.error({ timeoutMs }, "requests still running, giving up");
      process.exit(1);
    }, timeoutMs).unref();
    drain(gateway).then(
      () => {
        log.info("drained");
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, "shutdown failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

import type { FastifyInstance } from "fastify";
import type { Log } from "../log.ts";
import type { Readiness } from "./readiness.ts";

const LAST_LINES_MS = 200;

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

/**
 * SIGTERM or SIGINT drains and exits 0; failing, or taking longer than `timeoutMs`, exits 1. Further signals change
 * nothing: npm sends Ctrl-C a second time.
 */
export function drainOnSignal(gateway: RunningGateway, log: Log, timeoutMs: number): void {
  let isAsked = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isAsked) return;
    isAsked = true;
    log.info({ signal }, "draining");
    setTimeout(() => {
      log.error({ timeoutMs }, "requests still running, giving up");
      process.exit(1);
    }, timeoutMs).unref();
    void drainAndExit(gateway, log);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

async function drainAndExit(gateway: RunningGateway, log: Log): Promise<void> {
  try {
    await drain(gateway);
    log.info("drained");
    process.exitCode = 0;
  } catch (error) {
    log.error({ err: error }, "shutdown failed");
    process.exitCode = 1;
  }
  // Log lines on their way out get time for it; whatever else is open does not keep the process.
  setTimeout(() => process.exit(), LAST_LINES_MS).unref();
}

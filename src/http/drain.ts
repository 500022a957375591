import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { exitAfterLastLines, type Log } from "../log.ts";
import type { Connections } from "./connections.ts";
import type { Readiness } from "./readiness.ts";

export interface RunningGateway {
  readonly app: FastifyInstance;
  readonly readiness: Readiness;
  readonly connections: Connections;
  /** Closes what requests use, once none is running. */
  readonly closeBelow: () => Promise<void>;
}

/**
 * Goes on for `graceMs`, not ready and each connection closing with its next answer. Then nobody new is let in, running
 * requests end, silent connections are closed, and last what requests used.
 */
export async function drain(
  { app, readiness, connections, closeBelow }: RunningGateway,
  graceMs: number,
): Promise<void> {
  readiness.isDraining = true;
  // From here on their silence counts.
  connections.silent(0);
  await sleep(graceMs);
  await app.close();
  await closeBelow();
}

/**
 * SIGTERM or SIGINT drains and exits 0; failing, or taking longer than both times together, exits 1. Further signals
 * change nothing: npm sends Ctrl-C a second time.
 */
export function drainOnSignal(
  gateway: RunningGateway,
  log: Log,
  { shutdownGraceMs, shutdownTimeoutMs }: Pick<Config, "shutdownGraceMs" | "shutdownTimeoutMs">,
): void {
  let isAsked = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isAsked) return;
    isAsked = true;
    log.info({ signal }, "draining");
    setTimeout(() => {
      log.error({ timeoutMs: shutdownTimeoutMs }, "requests still running, giving up");
      void exitAfterLastLines(log, 1);
    }, shutdownGraceMs + shutdownTimeoutMs).unref();
    void drainAndExit(gateway, log, shutdownGraceMs);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

async function drainAndExit(gateway: RunningGateway, log: Log, graceMs: number): Promise<void> {
  try {
    await drain(gateway, graceMs);
    log.info("drained");
    await exitAfterLastLines(log, 0);
  } catch (error) {
    log.error({ err: error }, "shutdown failed");
    await exitAfterLastLines(log, 1);
  }
}

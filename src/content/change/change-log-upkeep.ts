import type { Database } from "../../database/database.ts";
import { pruneChanges } from "./prune-changes.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface ChangeLogUpkeep {
  readonly retentionDays: number;
  readonly now: () => Date;
  readonly onFault: (fault: unknown) => void;
}

/**
 * Prunes the change log now and every hour while the gateway runs. Any number of gateways may do so at a time.
 *
 * @returns stops it
 */
export function startChangeLogUpkeep(
  database: Pick<Database, "em">,
  { retentionDays, now, onFault }: ChangeLogUpkeep,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const prune = () => {
    running = pruneChanges(database.em(), new Date(now().getTime() - retentionDays * DAY_MS)).catch(onFault);
  };
  prune();
  const timer = setInterval(prune, HOUR_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

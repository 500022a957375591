import type { Database } from "../../database/database.ts";
import { adoptChanges, pruneChanges } from "./prune-changes.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface ChangeLogUpkeep {
  readonly retentionDays: number;
  readonly now: () => Date;
  readonly onFault: (fault: unknown) => void;
}

/**
 * Keeps the change log in order while the gateway runs: takes over a restored one, and prunes it now and every hour. Any
 * number of gateways may do so at a time.
 *
 * @returns stops it
 */
export async function startChangeLogUpkeep(
  database: Pick<Database, "em">,
  { retentionDays, now, onFault }: ChangeLogUpkeep,
): Promise<() => Promise<void>> {
  await adoptChanges(database.em(), now());
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

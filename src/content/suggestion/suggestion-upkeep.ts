import type { Database } from "../../database/database.ts";
import { workOffSuggestions } from "./suggestion-queue.commands.ts";

const MINUTE_MS = 60_000;
/** Short transactions: readers of an embedded database wait for them. */
const BATCH_SIZE = 10;

/**
 * Works the queue of suggestions off while the gateway runs: now, and whenever a large ingest has left some. Any number of
 * gateways may do so at a time.
 *
 * @returns stops it after the batch it is at
 */
export function startSuggestionUpkeep(
  database: Pick<Database, "em">,
  { onFault }: { readonly onFault: (fault: unknown) => void },
): () => Promise<void> {
  const stopping = new AbortController();
  let running: Promise<unknown> | undefined;
  const work = () => {
    running ??= workOffSuggestions(database.em(), { batchSize: BATCH_SIZE, signal: stopping.signal })
      .catch(onFault)
      .finally(() => (running = undefined));
  };
  work();
  const timer = setInterval(work, MINUTE_MS).unref();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await running;
  };
}

import type { WorkBounds } from "../config.ts";
import type { Permits } from "../graphql/permits.ts";
import { WorkLimit } from "./work-limit.ts";

/** The permits of each caller: an address, or a key by its id. */
export interface CallersPermits {
  of(caller: string): Permits;
}

/** Reads and writes are bounded alike and apart: writers that wait for each other keep nobody from reading. */
export function createPermits(bounds: WorkBounds): CallersPermits {
  const reads = new WorkLimit(bounds);
  const writes = new WorkLimit(bounds);
  return {
    of: (caller) => ({
      acquire: ({ isWrite, points }, cancellation) => (isWrite ? writes : reads).acquire(caller, points, cancellation),
      release: ({ isWrite, points }) => (isWrite ? writes : reads).release(caller, points),
    }),
  };
}

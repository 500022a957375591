import type { Config } from "../config.ts";
import type { Redis } from "../redis.ts";
import type { Admission } from "./authenticate.ts";
import { createPermits } from "./callers-permits.ts";
import { createMeter } from "./rate-limit.ts";

/** Who is let in by configuration: keys, addresses and wrong keys are counted apart. */
export function createAdmission(
  { isAnonymousAdmitted, rateLimits, workBounds }: Pick<Config, "isAnonymousAdmitted" | "rateLimits" | "workBounds">,
  authenticate: Admission["authenticate"],
  redis: Redis | undefined,
): Admission {
  return {
    authenticate,
    isAnonymousAdmitted,
    anonymous: { meter: createMeter("address", redis), limit: rateLimits.anonymous },
    keys: { meter: createMeter("key", redis), limit: rateLimits.key },
    failures: { meter: createMeter("wrong-key", redis), limit: rateLimits.wrongKeys },
    permits: createPermits(workBounds),
  };
}

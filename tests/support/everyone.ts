import { loadConfig } from "../../src/config.ts";
import { createAdmission } from "../../src/http/admission.ts";

const { workBounds } = loadConfig({});
const NO_LIMITS = { anonymous: 0, key: 0, wrongKeys: 0 };

/** Lets everyone in as a reader: there are no keys and no limits. */
export const EVERYONE = createAdmission(
  { isAnonymousAdmitted: true, rateLimits: NO_LIMITS, workBounds },
  async () => null,
  undefined,
);

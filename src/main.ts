import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";

/**
 * What an answer is made of dies with it: a young generation with room for all answers under way (sizes in MB) is collected
 * less often and leaves less to copy. What does get old is collected before it has doubled, so that memory stays small.
 */
const HEAP_FLAGS = ["--min-semi-space-size=16", "--max-semi-space-size=32", "--heap-growing-percent=60"];

for (const flag of HEAP_FLAGS) setFlagsFromString(flag);
// Before anything else is loaded: from the second start on, nothing is compiled again.
enableCompileCache();
const { start } = await import("./start.ts");
await start();

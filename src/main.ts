import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";

// What an answer is made of dies with it, so that a young generation of 16 MB is enough (--max-semi-space-size, which V8
// takes at its start only: see package.json). What does get old is collected before it has doubled.
setFlagsFromString("--heap-growing-percent=60");
// Rows that waited for a busy database while the code was warming up would have all later ones allocated as old, for good:
// a quarter of the front page's time in some processes, none in others.
setFlagsFromString("--no-allocation-site-pretenuring");
// A millisecond's work thirty times a second: sharing it out among threads takes longer than it saves.
setFlagsFromString("--no-parallel-scavenge");
// Before anything else is loaded: from the second start on, nothing is compiled again.
enableCompileCache();
const { start } = await import("./start.ts");
await start();

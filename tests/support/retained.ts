import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { setImmediate } from "node:timers/promises";
import { cachedBytes } from "../../src/cache.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes that are still there once all garbage is collected: of JavaScript and its buffers, and in caches by what these say. */
export async function retained(): Promise<{ readonly heap: number; readonly cached: number }> {
  // What is let go in a callback goes with the next collection.
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await setImmediate();
  }
  const cached = [...cachedBytes().values()].reduce((sum, bytes) => sum + bytes, 0);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed + arrayBuffers, cached };
}

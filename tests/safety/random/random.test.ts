import { expect, test } from "vitest";
import { anySteps } from "./any-steps.ts";
import { play } from "./play.ts";
import { pasted } from "./pasted.ts";
import { seeds, stepCount } from "./seeds.ts";
import { shrink } from "./shrink.ts";

/*
 * Source and desk at work on a few stories, step by step, whatever comes first: after every step readers, the desk and
 * followers of the log are told what the model says. What fails is cut down to the fewest steps, and printed as a test.
 */

test.each(seeds(5))(
  "readers see what source and desk allow, after every step (seed %i)",
  async (seed) => {
    const steps = anySteps(seed, stepCount(40));
    const fault = await play(steps);
    if (!fault) return;
    const least = await shrink(steps.slice(0, fault.steps), async (fewer) => (await play(fewer)) !== undefined);
    expect.fail(pasted(seed, least, await play(least)));
  },
  600_000,
);

import type { Fault } from "./play.ts";
import type { Step } from "./steps.ts";

/** A list of steps as a test case, with what was found. */
export const pasted = (seed: number, steps: readonly Step[], fault: Fault | undefined): string =>
  `${(fault?.found ?? ["nothing, when it was tried again"]).join("\n")}

test("seed ${seed}", async () => {
  expect(await play([
${steps.map((step) => `    ${JSON.stringify(step)},`).join("\n")}
  ])).toBeUndefined();
});`;

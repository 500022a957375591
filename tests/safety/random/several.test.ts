import { expect, test } from "vitest";
import { seeds } from "./seeds.ts";
import { playSeveral } from "./several.ts";

test.each(seeds(2))(
  "with several at work at once, readers and followers are told what is left of it (seed %i)",
  async (seed) => {
    expect(await playSeveral(seed, 4)).toEqual([]);
  },
  600_000,
);

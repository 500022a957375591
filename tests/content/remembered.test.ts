import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test, vi } from "vitest";
import { remembered, rememberedHeavy } from "../../src/content/remembered.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

describe("remembered", () => {
  test("a key is answered once, until as many newer ones have come as there is room for", () => {
    const asked: string[] = [];
    const shout = remembered(2, (word: string) => {
      asked.push(word);
      return word.toUpperCase();
    });

    expect(["a", "b", "a", "b", "c", "b", "a"].map(shout)).toEqual(["A", "B", "A", "B", "C", "B", "A"]);
    expect(asked).toEqual(["a", "b", "c", "a"]);
  });

  test("a failure is not remembered", () => {
    let isBroken = true;
    const answer = remembered(2, (key: string) => {
      if (isBroken) throw new Error(key);
      return key;
    });

    expect(() => answer("a")).toThrow("a");
    isBroken = false;
    expect(answer("a")).toBe("a");
  });
});

describe("rememberedHeavy", () => {
  const heavy = () => {
    const asked: string[] = [];
    const answer = rememberedHeavy(2, (key) => {
      asked.push(key);
      return { key };
    });
    return { asked, answer };
  };

  test("a key is answered once while it is kept", () => {
    const { asked, answer } = heavy();

    expect(["a", "b", "a", "b"].map((key) => answer(key).key)).toEqual(["a", "b", "a", "b"]);
    expect(asked).toEqual(["a", "b"]);
  });

  test("once four times as many have been kept as there is room for, none is until old ones are collected", async () => {
    const { asked, answer } = heavy();
    for (let key = 1; key <= 8; key++) answer(`${key}`);

    for (const key of ["9", "9", "8"]) answer(key);
    expect(asked.slice(8)).toEqual(["9", "9"]);
    await vi.waitFor(() => {
      collect();
      answer("10");
      const before = asked.length;
      answer("10");
      expect(asked).toHaveLength(before);
    });
  });
});

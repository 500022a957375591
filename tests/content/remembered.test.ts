import { describe, expect, test } from "vitest";
import { remembered } from "../../src/content/remembered.ts";

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

import { describe, expect, test } from "vitest";
import { ERROR_CODES } from "../../src/errors.ts";
import { tableUnder } from "./markdown-table.ts";
import { readText } from "./repository.ts";

describe("The table of errors in schema/README.md", () => {
  test("has every code with its meaning, in order, and no other", () => {
    const expected = Object.entries(ERROR_CODES).map(([code, meaning]) => [`\`${code}\``, meaning]);

    expect(tableUnder("Errors", readText("schema/README.md"))).toEqual(expected);
  });
});

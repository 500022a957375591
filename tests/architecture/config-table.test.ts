import { describe, expect, test } from "vitest";
import { CONFIG_VARIABLES } from "../../src/config-variables.ts";
import { tableUnder } from "./markdown-table.ts";
import { readText } from "./repository.ts";

describe("The table of configuration in src/README.md", () => {
  test("has every variable with its default and meaning, in order, and no other", () => {
    const expected = CONFIG_VARIABLES.map(({ name, default: value, description }) => [
      `\`${name}\``,
      value === undefined ? "" : `\`${value}\``,
      description,
    ]);

    expect(tableUnder("Configuration", readText("src/README.md"))).toEqual(expected);
  });
});

import { describe, expect, test } from "vitest";
import { tableUnder } from "./markdown-table.ts";

const MARKDOWN = `# Name

| not | this |
|---|---|
| 1 | 2 |

## Errors

Every code:

| Code     | Meaning       |
| -------- | ------------- |
| \`A_B\`  | One \\| other. |
| \`C\`    |               |

| not | that |
|---|---|
| 3 | 4 |

## Last

No table.

## Configuration

| Variable |
|---|
| \`PORT\` |`;

describe("tableUnder", () => {
  test("the first table of the section is read, cell by cell", () => {
    expect(tableUnder("Errors", MARKDOWN)).toEqual([
      ["`A_B`", "One | other."],
      ["`C`", ""],
    ]);
  });

  test("a table that ends the document is read", () => {
    expect(tableUnder("Configuration", MARKDOWN)).toEqual([["`PORT`"]]);
  });

  test.each(["Last", "Missing"])("a section without a table is refused: %s", (heading) => {
    expect(() => tableUnder(heading, MARKDOWN)).toThrow(`There is no table under "## ${heading}".`);
  });
});

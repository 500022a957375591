import { fc } from "../../support/seeded.ts";
import { describe, expect, test } from "vitest";
import { rowsOfText } from "../../../src/content/reading/text-rows.ts";
import { openTestDatabase } from "../../support/test-database.ts";

describe("rowsOfText", () => {
  test("reads what PostgreSQL writes, whatever the texts", async () => {
    const database = await openTestDatabase();
    const special = fc.constantFrom("", "NULL", "null", '"', "\\", '\\"', "{}", ",", " ", "\n", "é’😀", "a b", "{a,b}");
    const text = fc
      .array(fc.oneof(special, fc.string({ unit: "grapheme" })), { maxLength: 4 })
      .map((all) => all.join(""));
    const cell = fc.option(text.filter((each) => !each.includes("\0")));
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc
          .array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 })
          .map((list) => ({ list, width })),
      );
    await fc.assert(
      fc.asyncProperty(rows, async ({ list, width }) => {
        const cells = Array.from({ length: width }, (_, index) => `r ->> ${index}`).join(", ");
        const [row] = await database
          .reader()
          .run(`select array(select array[${cells}] from json_array_elements($1::json) as r)`, [JSON.stringify(list)]);
        expect(rowsOfText(String(row?.[0]))).toEqual(list);
      }),
      { endOnFailure: true },
    );
    await database.close();
  });
});

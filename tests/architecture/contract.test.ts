import { describe, expect, test } from "vitest";
import { GENERATED_FILE, generateOperations } from "../../codegen.ts";
import { printContract } from "../../src/cli/commands/print-schema.ts";
import { createSchema } from "../../src/graphql/schema.ts";
import { unannouncedBreaks } from "./breaking-changes.ts";
import { releasedContracts } from "./released-contracts.ts";
import { readText, ROOT } from "./repository.ts";

describe("schema/schema.graphql", () => {
  test("is what the code prints", async () => {
    const printed = printContract(await createSchema());

    expect(readText("schema/schema.graphql"), "out of date: npm run schema").toBe(printed);
  });

  test("breaks nothing without a line marked BREAKING in schema/CHANGELOG.md", () => {
    const current = { schema: readText("schema/schema.graphql"), changelog: readText("schema/CHANGELOG.md") };

    const breaks = releasedContracts(ROOT, current.schema).flatMap((released) =>
      unannouncedBreaks(released, current).map((description) => `since ${released.commit}: ${description}`),
    );

    expect(breaks).toEqual([]);
  });
});

describe("The typed operations", () => {
  test("is what codegen.ts writes", async () => {
    expect(readText(GENERATED_FILE), "out of date: npm run schema").toBe(await generateOperations());
  });
});

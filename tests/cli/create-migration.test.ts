import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { createMigration } from "../../src/cli/commands/create-migration.ts";
import { UsageError } from "../../src/cli/usage-error.ts";

const migrations = () => readdir("src/database/migrations");

describe("npm run migration", () => {
  test("entities that the migrations know write nothing", async () => {
    const before = await migrations();

    const exitCode = await createMigration(["nothing-new"]);

    expect(exitCode).toBe(0);
    expect(await migrations()).toEqual(before);
  });

  test.each([[], ["two", "names"], ["Camel"], ["../up"], [""]])(
    "a name that cannot be used is refused: %j",
    async (...name) => {
      await expect(createMigration(name)).rejects.toThrow(UsageError);
    },
  );
});

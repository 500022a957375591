import { expect, test } from "vitest";
import { createLog } from "../src/log.ts";
import { openTestDatabase } from "./support/test-database.ts";

test("an error is logged without statements, values, rows and credentials that drivers hang on it", async () => {
  await using database = await openTestDatabase();
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  const insert = "insert into sections (slug, path, name, position) values ($1, $2, $3, 0)";
  const refused = async () => {
    for (let count = 0; count < 2; count++) await database.reader().run(insert, ["same", "same", "UNPUBLISHED"]);
  };

  const error = await refused().then(
    () => new Error("It was taken."),
    (reason: Error) => reason,
  );
  log.error({ err: error }, "unexpected error");
  log.error({ err: new Error("postgres://kiosque:hunter2@db:5432/kiosque is away", { cause: error }) }, "failed");
  log.error({ err: "redis://:hunter2@cache is away" }, "failed");

  expect(lines.map((line) => JSON.parse(line).err)).toMatchObject([
    { type: "error", code: "23505", message: expect.stringContaining("duplicate key value") },
    {
      type: "Error",
      message: expect.stringContaining("postgres://***@db:5432/kiosque is away"),
      cause: { code: "23505" },
    },
    { message: "redis://***@cache is away" },
  ]);
  expect(lines.join("")).not.toMatch(/hunter2|UNPUBLISHED|insert into|\(slug\)=/);
});

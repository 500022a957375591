import { expect, test } from "vitest";
import { newsroomTables } from "../../src/database/newsroom-tables.ts";
import { openTestDatabase } from "../support/test-database.ts";

test("A newsroom's tables are all that the database has, but for those that stay, and their columns all that it does not fill in itself", async () => {
  await using database = await openTestDatabase();
  const all = (await database.execute(`
    select c.table_name || '.' || c.column_name as name from information_schema.columns as c
    where c.table_schema = 'public' and c.is_generated = 'NEVER' order by 1`)) as { name: string }[];

  const listed = newsroomTables(database.em()).flatMap(({ name, columns }) => columns.map((one) => `${name}.${one}`));
  const others = all.map(({ name }) => name).filter((name) => !listed.includes(name));
  const tableOf = (column: string) => column.split(".")[0] ?? "";

  expect(listed.filter((name) => !all.some((column) => column.name === name))).toEqual([]);
  expect(others.filter((name) => tableOf(name) === "changes")).toEqual(["changes.write_id"]);
  expect([...new Set(others.map(tableOf))].toSorted()).toEqual([
    "api_keys",
    "change_log",
    "changes",
    "idempotent_writes",
    "migrations",
  ]);
});

test("A table comes behind those it refers to", async () => {
  await using database = await openTestDatabase();
  const references = (await database.execute(`
    select distinct conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint
    where contype = 'f' and conrelid <> confrelid`)) as { from: string; to: string }[];

  const order = newsroomTables(database.em()).map(({ name }) => name);

  expect(references.length).toBeGreaterThan(20);
  expect(references.filter(({ from, to }) => order.indexOf(from) <= order.indexOf(to))).toEqual([]);
});

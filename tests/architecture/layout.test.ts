import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { readText, trackedFiles } from "./repository.ts";

const TOP_LEVEL = [
  "LICENSE",
  "README.md",
  "codegen.ts",
  "package-lock.json",
  "package.json",
  "schema",
  "src",
  "tests",
  "tsconfig.json",
];
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const VAGUE_FOLDER = /(^|\/)(utils?|helpers?|common|types?|misc|lib)\//;
const isNamedWell = (name: string) => name === "README.md" || KEBAB_CASE.test(name);
/** Generated, so however long they are. */
const MIGRATION = /^src\/database\/migrations\/migration-/;

const files = trackedFiles();
const inRooms = files.filter((path) => /^(src|tests|schema)\//.test(path));
const lengths = files
  .filter((path) => path.startsWith("src/") && path.endsWith(".ts") && !MIGRATION.test(path))
  .map((path) => ({ path, lines: linesOfCode(readText(path)) }))
  .toSorted((a, b) => a.lines - b.lines);

/** Lines that are neither blank nor comment. */
function linesOfCode(text: string): number {
  return text.split("\n").filter((line) => !/^\s*(\/\/|\/\*|\*|$)/.test(line)).length;
}

describe("The layout", () => {
  test("the top level has what is fixed and nothing else but dotfiles", () => {
    const names = new Set(files.map((path) => path.split("/")[0] ?? ""));

    expect([...names].filter((name) => !name.startsWith(".")).toSorted()).toEqual(TOP_LEVEL);
  });

  test("no barrel file", () => {
    expect(inRooms.filter((path) => /^index\.[cm]?[jt]s$/.test(basename(path)))).toEqual([]);
  });

  test("no folder that could hold anything", () => {
    expect(inRooms.filter((path) => VAGUE_FOLDER.test(path))).toEqual([]);
  });

  test("names are in kebab case", () => {
    const named = inRooms.filter((path) => !path.startsWith("schema/"));

    expect(named.filter((path) => !path.split("/").every(isNamedWell))).toEqual([]);
  });

  test(".node-version names the Node that npm brings along", () => {
    const { optionalDependencies } = JSON.parse(readText("package.json")) as {
      optionalDependencies: Record<string, string>;
    };

    expect([...new Set(Object.values(optionalDependencies))]).toEqual([readText(".node-version").trim()]);
  });

  test("a saved operation's file has the name of the operation", () => {
    const operations = files.filter((path) => path.startsWith("schema/operations/"));

    expect(operations.filter((path) => !readText(path).includes(`query ${basename(path, ".graphql")}`))).toEqual([]);
  });

  test("half of the source files have 60 lines of code or fewer", () => {
    expect(lengths[Math.floor(lengths.length / 2)]?.lines).toBeLessThanOrEqual(60);
  });

  test("no source file has more than 250 lines of code", () => {
    expect(lengths.filter(({ lines }) => lines > 250)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { lintPlanted } from "./lint-planted.ts";
import { readText, trackedFiles } from "./repository.ts";

const SKIPPED =
  'import { expect, test } from "vitest";\n\ntest.skip("one is one", () => {\n  expect(1).toBe(1);\n});\n';

/** What is refused, the rule that does it, and a file by its path that asks for it. */
const REFUSED: readonly (readonly [name: string, rule: string, planted: readonly [string, string]])[] = [
  ["a default export", "import(no-default-export)", ["src/log.ts", "export default 1;\n"]],
  ["process.env outside config.ts", "node(no-process-env)", ["src/log.ts", "export const port = process.env.PORT;\n"]],
  ["the console", "eslint(no-console)", ["src/log.ts", 'console.log("here");\n']],
  ["any", "typescript(no-explicit-any)", ["src/log.ts", "export const log: any = 1;\n"]],
  [
    "a fourth parameter",
    "eslint(max-params)",
    ["src/log.ts", "export const f = (a: 1, b: 1, c: 1, d: 1) => a + b + c + d;\n"],
  ],
  ["a 251st line", "eslint(max-lines)", ["src/log.ts", `export const lines = [\n${"  1,\n".repeat(249)}];\n`]],
  ["a file name in camel case", "unicorn(filename-case)", ["src/logLine.ts", "export const line = 1;\n"]],
  ["a skipped test", "vitest(no-disabled-tests)", ["tests/log.test.ts", SKIPPED]],
  ["a focused test", "vitest(no-focused-tests)", ["tests/log.test.ts", SKIPPED.replace("skip", "only")]],
];

/** Ways around the compiler and the linter that no rule of theirs refuses. */
const WAY_AROUND =
  /\bas\s+(unknown\s+as\b|any\b(?! other))|@ts-(ignore|expect-error|nocheck)\b|\b(oxlint|eslint)-disable/;

describe("The house rules", () => {
  test.each(REFUSED)("%s is refused", async (_name, rule, planted) => {
    const { exitCode, diagnostics } = await lintPlanted(new Map([planted]));

    expect(diagnostics.map(({ code }) => code)).toContain(rule);
    expect(exitCode).toBe(1);
  });

  test("an import cycle is refused", async () => {
    const { exitCode, diagnostics } = await lintPlanted(
      new Map([
        ["src/a.ts", 'export { b } from "./b.ts";\nexport const a = 1;\n'],
        ["src/b.ts", 'export { a } from "./a.ts";\nexport const b = 1;\n'],
      ]),
    );

    expect(diagnostics.map(({ code }) => code)).toEqual(["import(no-cycle)", "import(no-cycle)"]);
    expect(exitCode).toBe(1);
  });

  test("an ordinary file passes", async () => {
    const { exitCode, diagnostics } = await lintPlanted(new Map([["src/log.ts", "export const line = 1;\n"]]));

    expect(diagnostics).toEqual([]);
    expect(exitCode).toBe(0);
  });

  test.each([
    "const log = given as unknown as Log;",
    "const log = given as any;",
    "// @ts-expect-error",
    "// oxlint-disable-next-line no-console",
  ])("%s is a way around them", (line) => {
    expect(line).toMatch(WAY_AROUND);
  });

  test("no source file goes around them", () => {
    const sources = trackedFiles().filter((path) => path.startsWith("src/") && path.endsWith(".ts"));

    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((path) => WAY_AROUND.test(readText(path)))).toEqual([]);
  });
});

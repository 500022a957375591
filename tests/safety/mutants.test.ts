import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readText, ROOT } from "../architecture/repository.ts";
import { allMutants, type ListedMutant, mutated } from "./all-mutants.ts";

/*
 * Each rule of editorial safety, switched off in the code, makes the test fail that is to guard it: tests that could not
 * fail would be found here. That they pass as the code stands, the suite itself says.
 */

const PATIENCE = 300_000;
const RULES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((rule) => `rule-${String(rule).padStart(2, "0")}`);

const mutants = await allMutants();
// Mutants are about code, which is the same on a server: the embedded run tries them.
const tried = process.env["DATABASE_URL"] ? [] : mutants;

/** The tests of a run that were tried, and why each failed. */
interface Tried {
  title: string;
  failures: string[];
}

let directory: string;
const environment: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(?:VITEST|TEST$|NODE_ENV$|MODE$|DEV$|PROD$|SSR$|BASE_URL$)/.test(name),
  ),
);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "kiosque-mutants-"));
  environment["KIOSQUE_EMPTY_DATABASE"] = join(directory, "empty-database");
  await writeFile(environment["KIOSQUE_EMPTY_DATABASE"], inject("emptyDatabase"));
});
afterAll(() => rm(directory, { recursive: true }));

async function triedOn({ name, test: file, title }: ListedMutant): Promise<Tried[]> {
  const report = join(directory, `${name}.json`);
  const args = ["run", "--config", "tests/vitest.config.ts", file, "-t", title];
  const child = spawn(
    process.execPath,
    [join(ROOT, "node_modules/vitest/vitest.mjs"), ...args, "--reporter=json", `--outputFile=${report}`],
    { cwd: ROOT, env: { ...environment, KIOSQUE_MUTANT: name }, stdio: ["ignore", "ignore", "pipe"] },
  );
  let told = "";
  child.stderr.on("data", (chunk) => void (told += String(chunk)));
  await new Promise((resolve) => void child.on("close", resolve));
  if (!existsSync(report)) throw new Error(`The run of ${name} made no report: ${told}`);
  const { testResults } = JSON.parse(await readFile(report, "utf8")) as Report;
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "passed" || status === "failed")
    .map(({ fullName, failureMessages }) => ({ title: fullName, failures: failureMessages }));
}

interface Report {
  testResults: { assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[];
}

describe("Mutants", () => {
  test.each(RULES)("there is one of %s at least", (rule) => {
    expect(mutants.filter(({ list }) => list === rule)).not.toEqual([]);
  });

  test("each has a name of its own, a source file in which its text occurs once, and a test", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    for (const mutant of mutants) {
      expect(mutated(mutant), mutant.name).not.toBe(readText(mutant.file));
      expect(existsSync(join(ROOT, mutant.test)), mutant.test).toBe(true);
    }
  });

  test.each([
    ["not at all", "text", 0],
    ["twice", "from from", 2],
  ])("one whose text occurs %s is refused", (_name, text, times) => {
    const mutant = { name: "m", file: "src/log.ts", from: "from", to: "to", test: "", title: "" };

    expect(() => mutated(mutant, text)).toThrow(`Mutant m: its text occurs ${times} times in src/log.ts.`);
    expect(mutated(mutant, "a from b")).toBe("a to b");
  });

  /** As many at a time as maxConcurrency of the configuration says. */
  test.concurrent.each(tried.map((mutant) => [mutant.name, mutant.title, mutant] as const))(
    "without the rule %s fails: %s",
    async (_name, _title, mutant) => {
      const found = await triedOn(mutant);
      const failed = found.flatMap(({ failures }) => failures.map((failure) => failure.split(":")[0]));

      expect(found, "No test of that title was run.").not.toEqual([]);
      expect(failed, "It survived, or its test broke instead of failing.").toContain("AssertionError");
    },
    PATIENCE,
  );
});

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Absolute path of the repository's top level. */
export const ROOT = join(import.meta.dirname, "../..");

/** Text of a file in the working tree; the path is from the top level. */
export const readText = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Output of git, run in that directory, without its last line break; undefined when git refuses. */
export function git(cwd: string, ...args: string[]): string | undefined {
  try {
    return execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trimEnd();
  } catch {
    return undefined;
  }
}

/** Every file that is or could be committed, from the top level: what git ignores is left out. */
export function trackedFiles(): string[] {
  const tracked = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard")?.split("\n") ?? [];
  const deleted = new Set(git(ROOT, "ls-files", "--deleted")?.split("\n"));
  return tracked.filter((path) => !deleted.has(path));
}

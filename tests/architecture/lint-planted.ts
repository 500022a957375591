import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "./repository.ts";

const OXLINT = join(ROOT, "node_modules/oxlint/bin/oxlint");

interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly filename: string;
}

/**
 * Runs our lint rules over files that exist for this call only, in a directory of their own.
 *
 * @param files text by path, from the root of the repository
 */
export async function lintPlanted(files: ReadonlyMap<string, string>) {
  const root = await mkdtemp(join(tmpdir(), "kiosque-lint-"));
  try {
    await cp(join(ROOT, ".oxlintrc.json"), join(root, ".oxlintrc.json"));
    for (const [path, text] of files) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return await oxlint(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

async function oxlint(cwd: string): Promise<{ exitCode: number; diagnostics: Diagnostic[] }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [OXLINT, "--format=json", "."], { cwd }, (_error, stdout) => {
      resolve({ exitCode: child.exitCode ?? -1, diagnostics: JSON.parse(stdout).diagnostics });
    });
  });
}

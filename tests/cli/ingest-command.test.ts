import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { INGEST_USAGE, runIngest } from "../../src/cli/commands/ingest.ts";
import { UsageError } from "../../src/cli/usage-error.ts";
import { openDatabase } from "../../src/database/database.ts";

const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");
let directory: string;
let dataDir: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "kiosque-cli-"));
  dataDir = join(directory, "data");
  // The first opening makes the database, which takes seconds.
  await (await openDatabase({ dataDir })).close();
});
afterAll(() => rm(directory, { recursive: true }));

/** Runs the command in a process of its own, on the embedded database, with `input` on stdin. */
async function command(args: string[], input = "") {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...env, DATA_DIR: dataDir }, cwd: directory });
  child.stdin.end(input);
  const exit = new Promise<number | null>((resolve) => void child.on("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await exit, stdout, stderr };
}

const item = (uri: string, changes: object = {}) =>
  JSON.stringify({ uri, type: "text", language: "en", headlines: [{ value: uri }], ...changes });

describe("ingest command", { timeout: 60_000 }, () => {
  test("--json prints one document and nothing else; a rejected item is exit code 1", async () => {
    const file = join(directory, "items.ndjson");
    await writeFile(file, [item("a"), "{", item("b")].join("\n"));

    const { code, stdout, stderr } = await command(["ingest", "--json", "--batch-size", "1", file]);

    expect(code).toBe(1);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      items: 3,
      created: 2,
      rejected: 1,
      problems: [{ source: file, item: 2, path: "", reason: expect.any(String) }],
    });
  });

  test("stdin again is unchanged, said to people, exit code 0", async () => {
    await command(["ingest", "-"], item("stdin"));
    const { code, stdout } = await command(["ingest", "-"], item("stdin"));

    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 item\(s\): 0 created, 0 updated, 1 unchanged, 0 stale, 0 rejected \(/m);
  });

  test("nothing readable is exit code 2, with the reason", async () => {
    const { code, stdout } = await command(["ingest", "missing.json"]);

    expect(code).toBe(2);
    expect(stdout).toContain("missing.json: ENOENT");
  });

  test("what cannot be understood shows the usage and is exit code 2", async () => {
    const { code, stdout, stderr } = await command(["ingest", "--unknown"]);

    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("--unknown");
    expect(stderr).toContain("Usage: npm run ingest -- FILE…");
  });

  test.each([
    { args: [], message: "Name a file, or - for stdin." },
    { args: ["x", "--format", "pdf"], message: "--format pdf is not known." },
    { args: ["x", "--time-zone", "Mars/Base"], message: "--time-zone Mars/Base is not an IANA time zone." },
    { args: ["x", "--time-zone", "+01:00"], message: "--time-zone +01:00 is not an IANA time zone." },
    { args: ["x", "--batch-size", "0"], message: "--batch-size must be 1 to 10000, got 0." },
    { args: ["x", "--batch-size", "many"], message: "--batch-size must be 1 to 10000, got many." },
  ])("the arguments $args are refused", async ({ args, message }) => {
    await expect(runIngest(args)).rejects.toThrow(new UsageError(message, INGEST_USAGE));
  });

  test("an embedded database in use is left alone, with the way out", async () => {
    const database = await openDatabase({ dataDir });
    try {
      const { code, stderr } = await command(["ingest", "-"], item("late"));

      expect(code).toBe(2);
      expect(stderr).toContain("open in another process");
      expect(stderr).toContain("DATABASE_URL");
    } finally {
      await database.close();
    }
  });
});

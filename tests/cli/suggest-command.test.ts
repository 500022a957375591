import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runSuggest, SUGGEST_USAGE } from "../../src/cli/commands/suggest.ts";
import { UsageError } from "../../src/cli/usage-error.ts";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import { openDatabase } from "../../src/database/database.ts";
import { draftOf } from "../support/draft.ts";

const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "kiosque-cli-"));
  const database = await openDatabase({ dataDir: join(directory, "data") });
  await saveArticles(
    database.em(),
    ["a", "b", "c"].map((uri) => draftOf(uri, { headline: `Harbour ${uri}` })),
    { now: new Date() },
  );
  await database.close();
}, 60_000);
afterAll(() => rm(directory, { recursive: true }));

async function command(...args: string[]) {
  const { DATABASE_URL: _, ...env } = process.env;
  const options = { env: { ...env, DATA_DIR: join(directory, "data") }, cwd: directory };
  const child = spawn(process.execPath, [MAIN, "suggest", ...args], options);
  const exit = new Promise<number | null>((resolve) => void child.on("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await exit, stdout, stderr };
}

describe("suggest command", { timeout: 60_000 }, () => {
  test("finds what waits, then nothing; without --waiting it finds all of them again", async () => {
    const done = (count: number) => ({
      code: 0,
      stdout: `The suggestions of ${count} stories were found.\n`,
      stderr: "",
    });

    expect(await command("--waiting")).toEqual(done(3));
    expect(await command("--waiting")).toEqual(done(0));
    expect(await command("--recount")).toEqual(done(3));
  });

  test("an argument it does not know is refused with its usage", async () => {
    await expect(runSuggest(["--all"])).rejects.toThrow(UsageError);
    await expect(runSuggest(["now"])).rejects.toMatchObject({ usage: SUGGEST_USAGE });
  });
});

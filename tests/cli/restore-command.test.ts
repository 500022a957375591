import { spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXPORT_USAGE, runExport } from "../../src/cli/commands/export.ts";
import { INGEST_USAGE, runIngest } from "../../src/cli/commands/ingest.ts";
import { UsageError } from "../../src/cli/usage-error.ts";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import { withdrawArticle } from "../../src/content/desk/lifecycle.desk.ts";
import { openDatabase } from "../../src/database/database.ts";
import { draftOf } from "../support/draft.ts";
import { makeKey } from "../support/make-key.ts";
import { exportedLines } from "../support/newsroom-lines.ts";

const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");
const NOW = new Date("2026-11-22T10:00:00Z");
const FIRST = "first";
const SECOND = "second";
let directory: string;
let lines: string[];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "kiosque-cli-"));
  await (await openDatabase({ dataDir: join(directory, FIRST) })).close();
  for (const other of [SECOND, "third", "fourth"])
    await cp(join(directory, FIRST), join(directory, other), { recursive: true });
  const database = await openDatabase({ dataDir: join(directory, FIRST) });
  const drafts = [draftOf("urn:kept", { formerSlugs: ["of-old"] }), draftOf("urn:killed", { slug: "killed" })];
  const [, killed] = await saveArticles(database.em(), drafts, { now: NOW });
  await withdrawArticle(
    { em: database.em(), now: NOW, publicUrl: "https://news.example" },
    { articleId: killed?.id ?? 0 },
    { kind: "KILL", reason: "Libel.", publicText: "Taken back.\n“Sorry.”" },
  );
  await makeKey(database, {}, NOW);
  lines = await exportedLines(database);
  await database.close();
}, 120_000);
afterAll(() => rm(directory, { recursive: true }));

/** Runs the command in a process of its own, on an embedded database, with `input` on stdin. */
async function command(dataDir: string, args: string[], input = "") {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...env, DATA_DIR: join(directory, dataDir) },
    cwd: directory,
  });
  child.stdin.end(input);
  const exit = new Promise<number | null>((resolve) => void child.on("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await exit, stdout, stderr };
}

describe("export and ingest --restore", { timeout: 120_000 }, () => {
  test("take a newsroom from one database to another, once", async () => {
    const exported = await command(FIRST, ["export"]);
    const file = join(directory, "newsroom.ndjson");
    await writeFile(file, exported.stdout);
    const rows = lines.length - 2;

    expect(exported).toEqual({ code: 0, stdout: lines.map((line) => `${line}\n`).join(""), stderr: "" });
    expect(await command(SECOND, ["ingest", file])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining("`npm run ingest -- --restore FILE`"),
    });
    expect(await command(SECOND, ["ingest", "--restore", file])).toEqual({
      code: 0,
      stdout: `The newsroom is restored: 2 article(s), ${rows} row(s) in all.\n`,
      stderr: "",
    });
    expect(await command(SECOND, ["export", "--format", "newsroom"])).toEqual(exported);
    expect(await command(SECOND, ["ingest", "--restore", "-"], exported.stdout)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("The database is not empty (article_bodies, "),
    });
    expect(await command(FIRST, ["keys", "list"])).toMatchObject({ stdout: expect.stringContaining("Partner") });
    expect(await command(SECOND, ["keys", "list"])).toMatchObject({ stdout: expect.not.stringContaining("Partner") });
  });

  test("read stdin and print one JSON document when asked", async () => {
    expect(await command("third", ["ingest", "--restore", "-", "--json"], lines.join("\n"))).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\{"restored":\{"articles":2,.*\}\}\n$/),
      stderr: "",
    });
  });

  test("say why nothing was restored", async () => {
    expect(await command("fourth", ["ingest", "--restore", "missing"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("ENOENT"),
    });
    expect(await command("fourth", ["ingest", "--restore", "-"], "{}")).toEqual({
      code: 2,
      stdout: "",
      stderr: "It is not the export of a whole newsroom, which `npm run export` writes.\n",
    });
  });

  test.each([
    { args: ["--restore"], message: "Name a file, or - for stdin." },
    { args: ["--restore", "a", "b"], message: "--restore takes one file, or - for stdin." },
    { args: ["--restore", "a", "--format", "ninjs"], message: "--restore does not go with --format." },
    { args: ["--restore", "a", "--allow-private"], message: "--restore does not go with --allow-private." },
    { args: ["--restore", "a", "--batch-size", "7"], message: "--restore does not go with --batch-size." },
  ])("ingest's arguments $args are refused", async ({ args, message }) => {
    await expect(runIngest(args)).rejects.toThrow(new UsageError(message, INGEST_USAGE));
  });

  test.each([
    { args: ["--format", "pdf"], message: "--format pdf is not known." },
    { args: ["--format", "ninjs", "--view", "mine"], message: "--view mine is not known." },
    { args: ["--view", "public"], message: "A newsroom is exported whole: --view is for --format ninjs." },
  ])("export's arguments $args are refused", async ({ args, message }) => {
    await expect(runExport(args)).rejects.toThrow(new UsageError(message, EXPORT_USAGE));
  });
});

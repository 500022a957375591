import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newsroomLines } from "../../src/ingest/newsroom-lines.ts";

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), "kiosque-lines-"))));
afterAll(() => rm(directory, { recursive: true }));

async function linesOf(...chunks: readonly (string | Uint8Array)[]): Promise<string[]> {
  const file = join(directory, "newsroom.ndjson");
  await writeFile(file, Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))));
  const lines: string[] = [];
  for await (const line of newsroomLines(file)) lines.push(line);
  return lines;
}

const LONGEST = 64 * 1024 * 1024;

test("A newsroom's lines are those of its file, each of up to 64 MiB", async () => {
  const [long, next, ...others] = await linesOf("x".repeat(LONGEST), "\n« é »\n\n");

  expect([long?.length, next, others]).toEqual([LONGEST, "« é »", []]);
});

test.each([
  ["is longer", ["{}\n", "x".repeat(LONGEST + 1), "\n{}\n"]],
  ["is not UTF-8", ["{}\n", Uint8Array.of(0xff, 0xfe), "\n{}\n"]],
])("A line that %s ends the reading, and is named", async (_name, chunks) => {
  await expect(linesOf(...chunks)).rejects.toThrow(
    `${join(directory, "newsroom.ndjson")} cannot be read: line 2 is longer than 64 MiB or is not UTF-8.`,
  );
});

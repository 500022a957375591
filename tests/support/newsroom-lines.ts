import { exportNewsroom } from "../../src/content/whole-newsroom/export-newsroom.ts";
import { restoreNewsroom } from "../../src/content/whole-newsroom/restore-newsroom.commands.ts";
import type { Database } from "../../src/database/database.ts";

/** The lines of the file that an export writes. */
export async function exportedLines(database: Pick<Database, "em">): Promise<string[]> {
  const written: string[] = [];
  await exportNewsroom(database.em(), async (lines) => void written.push(...lines));
  return written;
}

/** Restores a file of these lines. */
export async function restoreLines(database: Pick<Database, "em">, lines: Iterable<string>) {
  return restoreNewsroom(database.em(), each(lines));
}

async function* each(lines: Iterable<string>): AsyncGenerator<string> {
  yield* lines;
}

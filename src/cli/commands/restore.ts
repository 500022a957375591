import { restoreNewsroom } from "../../content/whole-newsroom/restore-newsroom.commands.ts";
import type { Database } from "../../database/database.ts";
import { newsroomLines } from "../../ingest/newsroom-lines.ts";

interface RestoreOptions {
  readonly file: string;
  readonly isJson: boolean;
}

/** `ingest --restore`. @returns the exit code @throws why nothing was restored */
export async function runRestore(database: Database, { file, isJson }: RestoreOptions): Promise<number> {
  const restored = await restoreNewsroom(database.em(), newsroomLines(file));
  const rows = Object.values(restored).reduce((sum, count) => sum + count, 0);
  const people = `The newsroom is restored: ${restored["articles"] ?? 0} article(s), ${rows} row(s) in all.`;
  process.stdout.write(`${isJson ? JSON.stringify({ restored }) : people}\n`);
  return 0;
}

import { once } from "node:events";
import { parseArgs } from "node:util";
import { loadConfig, readEnvironment } from "../../config.ts";
import { createContent } from "../../content/content.ts";
import { exportNinjs } from "../../content/syndication/export-ninjs.ts";
import type { View } from "../../content/reading/viewing.ts";
import { readSections } from "../../content/section/sections.ts";
import { ANONYMOUS } from "../../content/viewer.ts";
import { openDatabase } from "../../database/database.ts";
import { UsageError } from "../usage-error.ts";

export const EXPORT_USAGE = `Usage: npm run --silent export -- --format ninjs [options] > FILE

Writes the whole newsroom to stdout, one ninjs 3 item a line: articles, oldest first, then storylines. What it writes,
ingest reads back.

  --format FORMAT     ninjs
  --view VIEW         desk: drafts and withdrawn stories too (unless given); public: what readers see
  --help              print this`;

const VIEWS = new Map<string | undefined, View>([
  [undefined, "DESK"],
  ["desk", "DESK"],
  ["public", "PUBLIC"],
]);

/** @returns the exit code @throws {UsageError} when the arguments cannot be used */
export async function runExport(args: string[]): Promise<number> {
  const { help, format, view: viewName } = parse(args);
  if (help) {
    process.stdout.write(`${EXPORT_USAGE}\n`);
    return 0;
  }
  if (format !== "ninjs") throw new UsageError("Say which format: --format ninjs.", EXPORT_USAGE);
  const view = VIEWS.get(viewName);
  if (!view) throw new UsageError(`--view ${viewName} is not known.`, EXPORT_USAGE);
  const config = loadConfig(readEnvironment());
  const database = await openDatabase(
    config.database.kind === "postgresql"
      ? { url: config.database.url, poolSize: 2 }
      : { dataDir: config.database.dataDir },
  );
  try {
    const sections = await readSections(database.reader());
    const now = new Date();
    // Loads remember what they have read: each batch gets its own.
    const open = () =>
      createContent({
        reader: database.reader(),
        sectionCache: { get: () => sections, close: async () => {} },
        newsroom: { name: config.newsroomName, timeZone: config.newsroomTimeZone, publicUrl: config.publicUrl },
        now,
        viewer: ANONYMOUS,
        view,
      });
    for await (const item of exportNinjs(open)) {
      if (!process.stdout.write(`${JSON.stringify(item)}\n`)) await once(process.stdout, "drain");
    }
    return 0;
  } finally {
    await database.close();
  }
}

function parse(args: string[]) {
  try {
    const options = {
      format: { type: "string" },
      view: { type: "string" },
      help: { type: "boolean", short: "h" },
    } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), EXPORT_USAGE);
  }
}

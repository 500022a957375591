import { once } from "node:events";
import { parseArgs } from "node:util";
import { type Config, loadConfig, readEnvironment } from "../../config.ts";
import { writersTime } from "../../content/article/writers-lock.ts";
import { createContent } from "../../content/content.ts";
import { exportNinjs } from "../../content/syndication/export-ninjs.ts";
import type { View } from "../../content/reading/viewing.ts";
import { readSections } from "../../content/section/sections.ts";
import { ANONYMOUS } from "../../content/viewer.ts";
import { exportNewsroom } from "../../content/whole-newsroom/export-newsroom.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import { UsageError } from "../usage-error.ts";

export const EXPORT_USAGE = `Usage: npm run --silent export -- [options] > FILE

Writes the whole newsroom to stdout. Unless told, all that its tables hold, one row a line, as it is at one moment:
\`npm run ingest -- --restore FILE\` makes the same newsroom of it in an empty database. API keys stay, and followers of
the change log begin anew.

  --format FORMAT     newsroom (unless given), or ninjs: one ninjs 3 item a line, articles, oldest first, then storylines;
                      what ninjs has words for, for others to read
  --view VIEW         of ninjs; desk: drafts and withdrawn stories too (unless given); public: what readers see
  --help              print this`;

const VIEWS = new Map<string | undefined, View>([
  [undefined, "DESK"],
  ["desk", "DESK"],
  ["public", "PUBLIC"],
]);
const FORMATS = ["newsroom", "ninjs"];

/** @returns the exit code @throws {UsageError} when the arguments cannot be used */
export async function runExport(args: string[]): Promise<number> {
  const { help, format = "newsroom", view: viewName } = parse(args);
  if (help) {
    process.stdout.write(`${EXPORT_USAGE}\n`);
    return 0;
  }
  if (!FORMATS.includes(format)) throw new UsageError(`--format ${format} is not known.`, EXPORT_USAGE);
  const view = VIEWS.get(viewName);
  if (!view) throw new UsageError(`--view ${viewName} is not known.`, EXPORT_USAGE);
  if (format === "newsroom" && viewName !== undefined)
    throw new UsageError("A newsroom is exported whole: --view is for --format ninjs.", EXPORT_USAGE);
  const config = loadConfig(readEnvironment());
  const database = await openDatabase({ ...config.database, poolSize: 2 });
  try {
    if (format === "newsroom") await exportNewsroom(database.em(), writeLines);
    else await writeNinjs(database, config, view);
    return 0;
  } finally {
    await database.close();
  }
}

async function writeNinjs(database: Database, config: Config, view: View): Promise<void> {
  const sections = await readSections(database.reader());
  const now = await writersTime(database.em());
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
  for await (const item of exportNinjs(open)) await writeLines([JSON.stringify(item)]);
}

async function writeLines(lines: readonly string[]): Promise<void> {
  if (!process.stdout.write(lines.map((line) => `${line}\n`).join(""))) await once(process.stdout, "drain");
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

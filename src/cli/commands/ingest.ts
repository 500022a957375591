import { parseArgs } from "node:util";
import { loadConfig, readEnvironment } from "../../config.ts";
import { writersTime } from "../../content/article/writers-lock.ts";
import { countQueued, workOffSuggestions } from "../../content/suggestion/suggestion-queue.commands.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import { INGEST_FORMATS } from "../../ingest/formats/format.ts";
import { ingest } from "../../ingest/ingest.ts";
import { exitCodeOf } from "../../ingest/ingest-report.ts";
import { reportText } from "../../ingest/report-text.ts";
import { showProgress } from "../show-progress.ts";
import { UsageError } from "../usage-error.ts";
import { runRestore } from "./restore.ts";

const MAX_BATCH_SIZE = 10_000;
/** Stories whose suggestions are found before the command ends. */
const MOST_SUGGESTED = 1_000;

export const INGEST_USAGE = `Usage: npm run ingest -- FILE… [options]
       npm run ingest -- --restore FILE [--json]

Reads articles into the newsroom: ninjs 1, 2 or 3 (one item, an array, or one a line), HTML pages of news articles, RSS 2.0,
RDF, Atom and JSON feeds, and WordPress exports (WXR). FILE may be an http(s) URL, or - for stdin. A URL is asked for again
only if its server says that it changed. An item is known by its uri: the same again changes nothing, an older version is not written;
but one that says canceled, withheld or embargoed holds its story back, however old or faulty it is.

  --format FORMAT     ${INGEST_FORMATS.join(", ")}; told by the content unless given
  --time-zone ZONE    where dates without an offset are read; NEWSROOM_TIME_ZONE unless given
  --batch-size N      articles a transaction, 1 to ${MAX_BATCH_SIZE}; 500 unless given
  --allow-private     URLs may lead to this machine and into private networks
  --restore           FILE is a whole newsroom as \`npm run export\` wrote it; it is believed as it stands and becomes the
                      newsroom of this database, which must be empty, or nothing does
  --json              print the report as one JSON document
  --help              print this

Exit code: 0 all is well, 1 something was faulty or rejected, 2 nothing could be read or the command could not run.`;

/** @returns the exit code @throws {UsageError} when the arguments cannot be used */
export async function runIngest(args: string[]): Promise<number> {
  const { files, isJson, isHelp, isRestoring, ...options } = readArguments(args);
  if (isHelp) {
    process.stdout.write(`${INGEST_USAGE}\n`);
    return 0;
  }
  const config = loadConfig(readEnvironment());
  const database = await openDatabase({ ...config.database, poolSize: 2 });
  const progress = isJson ? undefined : showProgress(process.stderr);
  try {
    if (isRestoring) return await runRestore(database, { file: files[0] ?? "-", isJson });
    const timeZone = options.timeZone ?? config.newsroomTimeZone;
    const report = await ingest({
      ...options,
      database,
      sources: files,
      timeZone,
      now: await writersTime(database.em()),
      onProgress: progress?.update,
    });
    progress?.end();
    await findSuggestions(database);
    process.stdout.write(`${isJson ? JSON.stringify(report) : reportText(report)}\n`);
    return exitCodeOf(report);
  } finally {
    progress?.end();
    await database.close();
  }
}

/** Those of a large ingest take longer than itself: they are left to a running gateway or to `npm run suggest`. */
async function findSuggestions(database: Pick<Database, "em">): Promise<void> {
  if ((await countQueued(database.em())) <= MOST_SUGGESTED) await workOffSuggestions(database.em());
}

function readArguments(args: string[]) {
  const { values, positionals } = parse(args);
  const isHelp = values.help === true;
  if (!isHelp && positionals.length === 0) throw new UsageError("Name a file, or - for stdin.", INGEST_USAGE);
  const format = INGEST_FORMATS.find((known) => known === values.format);
  if (values.format !== undefined && !format)
    throw new UsageError(`--format ${values.format} is not known.`, INGEST_USAGE);
  const timeZone = values["time-zone"];
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new UsageError(`--time-zone ${timeZone} is not an IANA time zone.`, INGEST_USAGE);
  }
  const batchSize = values["batch-size"] === undefined ? undefined : Number(values["batch-size"]);
  if (batchSize !== undefined && !(Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= MAX_BATCH_SIZE)) {
    throw new UsageError(`--batch-size must be 1 to ${MAX_BATCH_SIZE}, got ${values["batch-size"]}.`, INGEST_USAGE);
  }
  const isRestoring = values.restore === true;
  if (isRestoring) checkRestoring(values, positionals);
  return {
    files: positionals,
    isJson: values.json === true,
    isHelp,
    isRestoring,
    format,
    timeZone,
    batchSize,
    isPrivateAllowed: values["allow-private"] === true,
  };
}

function checkRestoring(values: object, files: readonly string[]): void {
  if (files.length > 1) throw new UsageError("--restore takes one file, or - for stdin.", INGEST_USAGE);
  const [other] = Object.keys(values).filter((name) => !["restore", "json"].includes(name));
  if (other !== undefined) throw new UsageError(`--restore does not go with --${other}.`, INGEST_USAGE);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: "string" },
        "time-zone": { type: "string" },
        "batch-size": { type: "string" },
        "allow-private": { type: "boolean" },
        restore: { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), INGEST_USAGE);
  }
}

function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

import { parseArgs } from "node:util";
import { loadConfig, readEnvironment } from "../../config.ts";
import {
  ALL_ARTICLES,
  queueSuggestions,
  recount,
  type SuggestionProgress,
  workOffSuggestions,
} from "../../content/suggestion/suggestion-queue.commands.ts";
import { allLanguages } from "../../content/suggestion/suggestion-statistics.commands.ts";
import { openDatabase } from "../../database/database.ts";
import { UsageError } from "../usage-error.ts";

export const SUGGEST_USAGE = `Usage: npm run suggest [-- options]

Finds the suggestions of all stories anew. What was begun and broke off is finished by --waiting; readers see the lists
there were until each is done.

  --waiting           only what waits: after a large ingest, or to finish what broke off
  --recount           count anew how common words are, even where they hold; once in some months is enough
  --help              print this

Exit code: 0 it is done, 2 it could not be.`;

const LINE_MS = 5_000;

/** @returns the exit code @throws {UsageError} when the arguments cannot be used */
export async function runSuggest(args: string[]): Promise<number> {
  const { waiting = false, recount: isRecounting = false, help = false } = parse(args);
  if (help) {
    process.stdout.write(`${SUGGEST_USAGE}\n`);
    return 0;
  }
  const { database: config } = loadConfig(readEnvironment());
  const database = await openDatabase({ ...config, poolSize: 2 });
  try {
    const em = database.em();
    if (!waiting) await queueSuggestions(em, ALL_ARTICLES);
    if (isRecounting) await recount(em, await allLanguages(em));
    const done = await workOffSuggestions(em, { onProgress: progressLines(process.stderr) });
    process.stdout.write(`The suggestions of ${done} stories were found.\n`);
    return 0;
  } finally {
    await database.close();
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        waiting: { type: "boolean" },
        recount: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), SUGGEST_USAGE);
  }
}

/** A line every five seconds: « lists: 1200 of 90000 ». */
function progressLines(output: { write(text: string): unknown }): (progress: SuggestionProgress) => void {
  let shownAt = performance.now();
  return ({ stage, done, total }) => {
    if (performance.now() - shownAt < LINE_MS) return;
    shownAt = performance.now();
    output.write(`${stage}: ${done} of ${total}\n`);
  };
}

import { parseArgs } from "node:util";
import { loadConfig, readEnvironment } from "../../config.ts";
import type { ApiKeyDraft } from "../../content/api-key/api-key.rules.ts";
import { SCOPES } from "../../content/viewer.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import { type KeysAnswer, KeysFault, listKeys, makeKey, revokeKey } from "../key-actions.ts";
import { UsageError } from "../usage-error.ts";

export const KEYS_USAGE = `Usage: npm run --silent keys -- create --name NAME --scope SCOPE… [options]
       npm run --silent keys -- list
       npm run --silent keys -- revoke ID

create prints the new key, once and alone, on stdout: only a digest of it is kept. Clients send it as
« Authorization: Bearer KEY » or « x-api-key: KEY ».

  --name NAME         who will use it
  --scope SCOPE       ${SCOPES.join(", ")}; as often as needed
  --section PATH      licences the bodies of this section and of those below it, « monde/europe »; as often as needed;
                      all sections unless given
  --points N          points a minute; as configured (RATE_LIMIT_KEY) unless given
  --expires DATE      last day, 2027-01-31 (UTC), or instant, 2027-01-31T12:00:00Z; never unless given
  --help              print this

list prints a line a key. revoke takes effect at once in every running gateway.

Exit code: 0 it is done, 2 it could not be.`;

/** @returns the exit code @throws {UsageError} when the arguments cannot be used */
export async function runKeys(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help === true) {
    process.stdout.write(`${KEYS_USAGE}\n`);
    return 0;
  }
  const [action, ...rest] = positionals;
  switch (action) {
    case "create": {
      if (rest.length > 0) throw new UsageError(`create takes options only, got ${rest[0]}.`, KEYS_USAGE);
      const asked = readDraft(values);
      return withDatabase((database) => makeKey(database, asked, values.section));
    }
    case "list": {
      refuseOptions(values, action);
      if (rest.length > 0) throw new UsageError(`list takes nothing more, got ${rest[0]}.`, KEYS_USAGE);
      return withDatabase(listKeys);
    }
    case "revoke": {
      refuseOptions(values, action);
      const [id, more] = rest;
      if (id === undefined || more !== undefined || !/^(ApiKey:)?[1-9]\d{0,14}$/.test(id))
        throw new UsageError("Name the id of one key, as list shows it.", KEYS_USAGE);
      return withDatabase((database) => revokeKey(database, Number(id.replace("ApiKey:", ""))));
    }
    default:
      throw new UsageError(
        action === undefined ? "Say create, list or revoke." : `There is no ${action}: say create, list or revoke.`,
        KEYS_USAGE,
      );
  }
}

async function withDatabase(work: (database: Database) => Promise<KeysAnswer>): Promise<number> {
  const { database: where } = loadConfig(readEnvironment());
  const database = await openDatabase({ ...where, poolSize: 2 });
  try {
    const { stdout, stderr = "" } = await work(database);
    process.stderr.write(stderr);
    process.stdout.write(stdout);
    return 0;
  } catch (error) {
    throw error instanceof KeysFault ? new UsageError(error.message, KEYS_USAGE) : error;
  } finally {
    await database.close();
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: "string" },
        scope: { type: "string", multiple: true },
        section: { type: "string", multiple: true },
        points: { type: "string" },
        expires: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), KEYS_USAGE);
  }
}

type Values = ReturnType<typeof parse>["values"];

/** Sections are left to the database. */
function readDraft({ name, scope, points, expires }: Values): ApiKeyDraft {
  if (name === undefined) throw new UsageError("Say with --name who will use the key.", KEYS_USAGE);
  return {
    name,
    scopes: scope ?? [],
    sectionIds: null,
    pointsPerMinute: points === undefined ? null : /^\d{1,12}$/.test(points) ? Number(points) : Number.NaN,
    expiresAt: expires === undefined ? null : endOf(expires),
  };
}

function refuseOptions(values: Values, action: string): void {
  const [option] = Object.keys(values);
  if (option !== undefined) throw new UsageError(`${action} takes no --${option}.`, KEYS_USAGE);
}

/** A day counts to its end. */
function endOf(text: string): Date {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const date = new Date(isDay ? `${text}T23:59:59.999Z` : text);
  // A day that the calendar has not, such as February 30, rolls over.
  const isReal = isDay ? date.getTime() && date.toISOString().startsWith(text) : date.getTime();
  if (!(isDay || isInstant) || !isReal)
    throw new UsageError(`--expires ${text} is neither a day nor an instant.`, KEYS_USAGE);
  return date;
}

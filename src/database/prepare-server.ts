import { Client, DatabaseError, escapeIdentifier } from "pg";
import { UnfitDatabase } from "./unfit-database.ts";

const MAINTENANCE_DATABASE = "postgres";

/** SQLSTATE. */
const NO_SUCH_DATABASE = "3D000";
/** Another process made it at the same time. */
const JUST_MADE = ["42P04", "23505"];

export interface ServerToPrepare {
  readonly url: string;
  /** A database that the server does not have is made. */
  readonly mayCreate: boolean;
  readonly connectTimeoutMs: number;
}

/**
 * Makes sure, over a connection of its own, that there is a database at the address that a gateway can work with.
 *
 * @throws {UnfitDatabase}
 */
export async function prepareServer(server: ServerToPrepare): Promise<void> {
  try {
    await check(server);
  } catch (error) {
    if (!hasCode(error, [NO_SUCH_DATABASE])) throw error;
    if (!server.mayCreate)
      throw new UnfitDatabase(
        `${error.message}. With NODE_ENV=production none is created: check DATABASE_URL, or create it with createdb.`,
      );
    await create(server);
    await check(server);
  }
}

async function check(server: ServerToPrepare): Promise<void> {
  const isStandby = await over(server, {}, async (client) => {
    const { rows } = await client.query<{ is: boolean }>("select pg_is_in_recovery() as is");
    return rows[0]?.is;
  });
  if (isStandby)
    throw new UnfitDatabase(
      "The database is a standby (a read replica), which takes no writes: DATABASE_URL must lead to the primary server.",
    );
}

async function create(server: ServerToPrepare): Promise<void> {
  await over(server, { database: MAINTENANCE_DATABASE }, async (client) => {
    const { database = "" } = new Client({ connectionString: server.url });
    await client.query(`create database ${escapeIdentifier(database)}`).catch((error: unknown) => {
      if (!hasCode(error, JUST_MADE)) throw error;
    });
  });
}

async function over<T>(
  { url, connectTimeoutMs }: ServerToPrepare,
  { database }: { readonly database?: string },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const at = new URL(url);
  if (database !== undefined) at.pathname = `/${database}`;
  const client = new Client({ connectionString: at.href, connectionTimeoutMillis: connectTimeoutMs });
  client.on("error", () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

const hasCode = (error: unknown, codes: readonly string[]): error is DatabaseError =>
  error instanceof DatabaseError && codes.includes(error.code ?? "");

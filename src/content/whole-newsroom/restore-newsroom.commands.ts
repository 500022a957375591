import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { type NewsroomTable, newsroomTables } from "../../database/newsroom-tables.ts";
import { refusalReason } from "../article/refusal.rules.ts";
import { lockWriters } from "../article/writers-lock.ts";
import { type LastNumbers, newsroomParts, RestoreRefused } from "./newsroom-file.ts";

const BATCH_SIZE = 500;
const MAX_BATCH_CHARACTERS = 4 * 1024 * 1024;

/** Rows restored, by table. */
export type RestoredRows = Record<string, number>;

/**
 * Writes a newsroom as `exportNewsroom` wrote it into an empty database, whole or not at all. The file is believed as it
 * stands, the desk's facts and the bodies included: this is the operator's act, and nothing that comes from a source
 * gets here.
 *
 * @throws {RestoreRefused} where the database is not empty, or the file not such a newsroom
 */
export async function restoreNewsroom(em: EntityManager, lines: AsyncIterable<string>): Promise<RestoredRows> {
  try {
    const restored = await em.transactional((transaction) => restoreInto(transaction, lines));
    await sql`analyze ${sql.join(Object.keys(restored).map((name) => sql.table(name)))}`.execute(em.getKysely());
    return restored;
  } catch (error) {
    const reason = refusalReason(error);
    if (reason === undefined) throw error;
    throw new RestoreRefused(`The database refuses what the file says: ${reason}.`);
  }
}

async function restoreInto(em: EntityManager, lines: AsyncIterable<string>): Promise<RestoredRows> {
  await lockWriters(em);
  const tables = new Map(newsroomTables(em).map((table) => [table.name, table]));
  await refuseUnlessEmpty(em, [...tables.keys()]);
  const restored: RestoredRows = {};
  let batch: { name: string; rows: string[]; characters: number } = { name: "", rows: [], characters: 0 };
  const flush = async () => {
    const { name, rows } = batch;
    if (rows.length === 0) return;
    const table = tables.get(name);
    if (!table) throw new RestoreRefused(`There is no table ${name} of a newsroom.`);
    await insert(em, table, rows);
    restored[name] = (restored[name] ?? 0) + rows.length;
  };
  let last: LastNumbers = {};
  for await (const part of newsroomParts(lines)) {
    if ("last" in part) {
      last = part.last;
      continue;
    }
    const isFull = batch.rows.length === BATCH_SIZE || batch.characters > MAX_BATCH_CHARACTERS;
    if (isFull || part.table !== batch.name) {
      await flush();
      batch = { name: part.table, rows: [], characters: 0 };
    }
    batch.rows.push(part.json);
    batch.characters += part.json.length;
  }
  await flush();
  await goOnCounting(em, last, tables);
  return restored;
}

const nameIfFilled = (name: string) => sql`select ${name} as name where exists (select from ${sql.table(name)})`;

async function refuseUnlessEmpty(em: EntityManager, names: readonly string[]): Promise<void> {
  const asked = sql<{ name: string }>`${sql.join(names.map(nameIfFilled), sql` union all `)}`;
  const { rows } = await asked.execute(em.getKysely());
  if (rows.length === 0) return;
  const found = rows.map(({ name }) => name).toSorted();
  throw new RestoreRefused(
    `The database is not empty (${found.join(", ")}): a newsroom is restored into an empty one.`,
  );
}

async function insert(em: EntityManager, table: NewsroomTable, rows: readonly string[]): Promise<void> {
  const { name, columns } = table;
  const listed = sql.join(columns.map((column) => sql.ref(column)));
  const given = sql`json_populate_recordset(null::${sql.table(name)}, ${`[${rows.join(",")}]`}::json)`;
  await sql`insert into ${sql.table(name)} (${listed}) select ${listed} from ${given}`.execute(em.getKysely());
}

/** A number that was given once is not given again, even where its row has gone. To be called last: no rollback undoes it. */
async function goOnCounting(
  em: EntityManager,
  last: LastNumbers,
  tables: ReadonlyMap<string, NewsroomTable>,
): Promise<void> {
  for (const [name, number] of Object.entries(last)) {
    if (tables.get(name)?.isNumbered !== true) throw new RestoreRefused(`A newsroom's ${name} are not numbered.`);
    await sql`select setval(pg_get_serial_sequence(${name}, 'id'), ${number})`.execute(em.getKysely());
  }
}

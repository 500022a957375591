import { IsolationLevel } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { type NewsroomTable, newsroomTables } from "../../database/newsroom-tables.ts";
import { type LastNumbers, newsroomWriter } from "./newsroom-file.ts";

const BATCH_SIZE = 200;

/**
 * Writes all that the tables of a newsroom hold, as they are at one moment, as the lines of a file that
 * `restoreNewsroom` reads. One batch is all that is held of it.
 *
 * @param write takes the lines of a batch; the next one is read when these are written
 */
export async function exportNewsroom(
  em: EntityManager,
  write: (lines: readonly string[]) => Promise<void>,
): Promise<void> {
  const file = newsroomWriter();
  const tables = newsroomTables(em);
  await em.transactional(
    async (transaction) => {
      await write([file.head()]);
      for (const table of tables)
        for await (const rows of rowsOf(transaction, table))
          await write(rows.map((json) => file.row(table.name, json)));
      await write([file.end(await lastNumbers(transaction, tables))]);
    },
    { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true },
  );
}

/** The rows of a table as JSON, batch by batch. */
async function* rowsOf(em: EntityManager, { name, columns, order }: NewsroomTable): AsyncGenerator<string[]> {
  const db = em.getKysely();
  const listed = sql.join(columns.map((column) => sql.ref(column)));
  const ordered = sql`select ${listed} from ${sql.table(name)} order by ${sql.raw(order.join(", "))}`;
  await sql`declare newsroom_rows no scroll cursor for
    select row_to_json(t)::text as json from (${ordered}) as t`.execute(db);
  for (;;) {
    const { rows } = await sql<{ json: string }>`fetch ${sql.raw(String(BATCH_SIZE))} from newsroom_rows`.execute(db);
    if (rows.length > 0) yield rows.map(({ json }) => json);
    if (rows.length < BATCH_SIZE) break;
  }
  await sql`close newsroom_rows`.execute(db);
}

async function lastNumbers(em: EntityManager, tables: readonly NewsroomTable[]): Promise<LastNumbers> {
  const numbered = tables.filter(({ isNumbered }) => isNumbered).map(({ name }) => name);
  const { rows } = await sql<{ name: string; last: string }>`
    select name, last from unnest(${numbered}::text[]) as t(name)
    cross join lateral (select pg_sequence_last_value(pg_get_serial_sequence(name, 'id')::regclass) as last) as sequence
    where last is not null order by name collate "C"`.execute(em.getKysely());
  return Object.fromEntries(rows.map(({ name, last }) => [name, Number(last)]));
}

import type { Driver } from "./driver.ts";
import { MIGRATIONS } from "./migrations/migrations.ts";
import { UnfitDatabase } from "./unfit-database.ts";

/**
 * Runs the migrations that this database has not seen; several processes starting together take turns.
 *
 * @throws {UnfitDatabase} when it has seen some that we do not know: what they changed is not what we would read and write
 */
export async function migrate(driver: Driver): Promise<void> {
  if (!(await isBehind(driver))) return;
  await driver.exclusively(async () => {
    // Whoever had the turn before has migrated. Asked by the migrator, which then makes its table outside the transaction.
    if ((await driver.orm.migrator.getPending()).length === 0) return;
    await driver.em().transactional(async (em) => {
      const transaction = em.getTransactionContext();
      await em.execute("set local statement_timeout = 0");
      await driver.orm.migrator.up({ transaction });
    });
  });
}

/** Asked without the migrator, which makes its table when it is asked, as all that start together would. */
async function isBehind(driver: Driver): Promise<boolean> {
  const em = driver.em();
  const [table] = await em.execute<{ isThere: boolean }[]>(`select to_regclass('migrations') is not null as "isThere"`);
  if (!table?.isThere) return true;
  const rows = await em.execute<{ name: string }[]>("select name from migrations order by id");
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const unknown = rows.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new UnfitDatabase(
      `The database's schema is newer than this version of Kiosque, which does not know ${unknown.join(", ")}. Run the version that made it, or a newer one.`,
    );
  return rows.length < known.size;
}

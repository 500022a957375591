import { migrate } from "../../database/migrate.ts";
import { openPglite } from "../../database/pglite-driver.ts";
import { UsageError } from "../usage-error.ts";

export const CREATE_MIGRATION_USAGE = `Usage: npm run migration -- NAME

Writes what the entities have changed since the last migration to src/database/migrations. NAME is in kebab case.`;

/**
 * Compares the entities with a database made by the migrations there are.
 *
 * @returns the exit code
 * @throws {UsageError} when the name cannot be used
 */
export async function createMigration([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || rest.length > 0 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new UsageError("Name the migration.", CREATE_MIGRATION_USAGE);
  }
  const driver = await openPglite({});
  try {
    await migrate(driver);
    driver.orm.config.get("migrations").fileName = (timestamp, words) => `migration-${timestamp}-${words}`;
    const { fileName, diff } = await driver.orm.migrator.create("src/database/migrations", false, false, name);
    const isChanged = diff.up.length > 0;
    process.stdout.write(isChanged ? `${fileName}: review it, then add it to migrations.ts.\n` : "Nothing changed.\n");
    return 0;
  } finally {
    await driver.close();
  }
}

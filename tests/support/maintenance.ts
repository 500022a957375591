import { MikroORM } from "@mikro-orm/postgresql";

/** One statement on the server's own database: to create and drop the ones that tests use. */
export async function onMaintenance(serverUrl: string, sql: string): Promise<unknown[]> {
  const orm = await MikroORM.init({ clientUrl: serverUrl, entities: [], discovery: { warnWhenNoEntities: false } });
  try {
    return await orm.em.getConnection().execute(sql);
  } finally {
    await orm.close(true);
  }
}

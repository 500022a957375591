import { mkdir } from "node:fs/promises";
import { MikroORM } from "@mikro-orm/pglite";
import { lockDirectory } from "./directory-lock.ts";
import { CrashablePglite } from "./crashable-pglite.ts";
import type { Driver } from "./driver.ts";
import { ormOptions } from "./mikro-orm.config.ts";
import { SESSION } from "./session.ts";

const asText = (value: string) => value;
/** Every type whose column we read: the same text as from a PostgreSQL server, decoded in one place. */
const TEXT_PARSERS = Object.fromEntries(
  [16, 20, 21, 23, 25, 114, 700, 701, 1009, 1043, 1184, 3802].map((oid) => [oid, asText]),
);

export interface PgliteDriver extends Driver {
  /** The whole database as it stands, to open another from. */
  snapshot(): Promise<Blob>;
}

export interface PgliteOptions {
  /** A directory, made when missing; absent: in memory, gone with the process. */
  readonly dataDir?: string | undefined;
  /** What the database begins with. */
  readonly snapshot?: Blob | undefined;
  /** See DatabaseOptions. */
  readonly onCrash?: ((reason: Error) => void) | undefined;
}

export async function openPglite({ dataDir, snapshot, onCrash }: PgliteOptions): Promise<PgliteDriver> {
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true });
  const unlock = dataDir === undefined ? () => {} : await lockDirectory(dataDir);
  const pglite = new CrashablePglite(
    { ...(dataDir === undefined ? {} : { dataDir }), ...(snapshot ? { loadDataDir: snapshot } : {}) },
    onCrash,
  );
  await pglite.waitReady;
  await pglite.exec(SESSION);
  const orm = await MikroORM.init({ ...ormOptions, driverOptions: { pglite } });
  return {
    orm,
    snapshot: () => pglite.dumpDataDir("none"),
    em: () => orm.em.fork(),
    async query({ text, values }) {
      return (await pglite.query<string[]>(text, [...values], { rowMode: "array", parsers: TEXT_PARSERS })).rows;
    },
    async listen(channel, onNotice) {
      const stop = await pglite.listen(channel, onNotice);
      onNotice();
      return () => stop();
    },
    async exclusively(work) {
      await work();
      // It knows the types there were when it opened; migrations make more.
      await pglite.refreshArrayTypes();
    },
    async close() {
      await orm.close(true);
      await pglite.close();
      unlock();
    },
  };
}

import { openDatabase } from "../../src/database/database.ts";
import { makeLargeNewsroom, type LargeNewsroom } from "../support/large-newsroom.ts";
import { onMaintenance } from "../support/maintenance.ts";

export interface BenchDatabase extends AsyncDisposable {
  readonly url: string;
  /** What it took to make the newsroom. */
  readonly seconds: number;
}

/** A database of our own on a server, with a large newsroom in it; dropped at the end. */
export async function openBenchDatabase(serverUrl: string, size: LargeNewsroom): Promise<BenchDatabase> {
  const name = `kiosque_bench_${process.pid}_${size.articles}`;
  await onMaintenance(serverUrl, `create database ${name}`);
  const drop = async () => void (await onMaintenance(serverUrl, `drop database ${name} with (force)`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const startedAt = performance.now();
  try {
    const database = await openDatabase({ url: url.href });
    try {
      await makeLargeNewsroom(database.em(), size);
      await database.em().execute("vacuum");
    } finally {
      await database.close();
    }
  } catch (error) {
    await drop();
    throw error;
  }
  return { url: url.href, seconds: (performance.now() - startedAt) / 1_000, [Symbol.asyncDispose]: drop };
}

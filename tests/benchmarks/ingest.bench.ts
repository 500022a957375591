/**
 * Ingest of a file against COPY of the rows it makes, into the same schema with all its keys and indexes.
 * By hand: `DATABASE_URL=… node tests/benchmarks/ingest.bench.ts FILE.ndjson`, on a PostgreSQL server on this machine
 * whose user may create databases and let the server read and write files. Prints seconds, items a second and the ratio.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { onMaintenance } from "../support/maintenance.ts";

const TABLES = [
  "sections",
  "contributors",
  "tags",
  "images",
  "articles",
  "article_bodies",
  "article_search",
  "former_slugs",
  "contributions",
  "taggings",
  "related_stories",
  "section_listings",
  "article_versions",
  "changes",
  "suggestion_queue",
];
const serverUrl = process.env["DATABASE_URL"];
const file = process.argv[2];
if (!serverUrl || !file) throw new Error("Set DATABASE_URL and name a file.");

const directory = await mkdtemp(join(tmpdir(), "kiosque-bench-"));
await chmod(directory, 0o777);
try {
  const { items, seconds: ingestSeconds } = await inFreshDatabase("kiosque_bench_ingest", async (database) => {
    const report = await ingest({ database, sources: [file], timeZone: "Europe/Paris", now: new Date() });
    if (report.rejected > 0) throw new Error(`${report.rejected} items were rejected.`);
    for (const table of TABLES)
      await execute(
        database,
        `copy (select ${await written(database, table)} from ${table} order by 1) to '${join(directory, table)}'`,
      );
    return { items: report.items, seconds: report.durationMs / 1_000 };
  });
  const copySeconds = await inFreshDatabase("kiosque_bench_copy", async (database) => {
    const startedAt = performance.now();
    for (const table of TABLES) await execute(database, `copy ${table} from '${join(directory, table)}'`);
    return (performance.now() - startedAt) / 1_000;
  });
  console.log(`ingest ${ingestSeconds.toFixed(1)} s, ${Math.round(items / ingestSeconds)} items a second`);
  console.log(`COPY   ${copySeconds.toFixed(1)} s, ${Math.round(items / copySeconds)} items a second`);
  console.log(`ratio  ${(copySeconds / ingestSeconds).toFixed(2)}`);
  console.log(`memory ${Math.round(process.resourceUsage().maxRSS / 1_024)} MiB at the most`);
} finally {
  await rm(directory, { recursive: true });
}

async function inFreshDatabase<T>(name: string, work: (database: Database) => Promise<T>): Promise<T> {
  const url = new URL(serverUrl ?? "");
  await onMaintenance(url.href, `create database ${name}`);
  const ownUrl = new URL(url);
  ownUrl.pathname = `/${name}`;
  const database = await openDatabase({ url: ownUrl.href });
  try {
    return await work(database);
  } finally {
    await database.close();
    await onMaintenance(url.href, `drop database ${name} with (force)`);
  }
}

/** A table's columns, generated ones left out. */
async function written(database: Database, table: string): Promise<string> {
  const [row] = await execute<{ columns: string }>(
    database,
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
      where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  );
  return row?.columns ?? "*";
}

function execute<Row>(database: Database, sql: string): Promise<Row[]> {
  return database.em().getConnection().execute<Row[]>(sql);
}

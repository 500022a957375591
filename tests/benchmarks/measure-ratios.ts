import { deepStrictEqual } from "node:assert/strict";
import { type BenchServer, startServer } from "./bench-server.ts";
import { openBenchDatabase } from "./bench-database.ts";
import type { OperationName } from "./limit-sql.ts";
import { drive, type LoadResult } from "./load.ts";
import {
  type Ask,
  asShown,
  askFor,
  endOfPage,
  OPERATION_NAMES,
  OPERATIONS,
  post,
  publishedSlugs,
} from "./operations.ts";
import { loadAverage, median, range } from "./figures.ts";

export interface RatioOptions {
  readonly serverUrl: string;
  readonly articles: number;
  /** How long each measurement takes. */
  readonly seconds: number;
  readonly rounds: number;
}

const CONNECTIONS = 16;
const MANY_CONNECTIONS = 64;
const STARTS = 3;
const VARIANTS = 200;
/** Articles before page 50. */
const DEEP = 49 * 20;
const DEEP_SECTIONS = 10;

type Asks = Record<OperationName, Ask[]>;
interface Measured extends LoadResult {
  readonly cpuMicros: number;
}

/** Throughput, latency and CPU time of the gateway against limit-sql on the same newsroom, side by side. */
export async function measureRatios({ serverUrl, articles, seconds, rounds }: RatioOptions): Promise<void> {
  await using database = await openBenchDatabase(serverUrl, { articles, paragraphs: 6, hubEdges: 1_000 });
  console.log(`${articles} articles, made in ${database.seconds.toFixed(0)} s`);
  const startsMs: number[] = [];
  const startCpusMs: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    await using once = await startServer("gateway", database.url);
    startsMs.push(once.startMs);
    startCpusMs.push(once.startCpuMs);
  }
  console.log(
    `ready after ${median(startsMs).toFixed(0)} ms (${range(startsMs, 0)}), ${median(startCpusMs).toFixed(0)} ms of CPU, schema current; ${loadAverage()}`,
  );

  await using gateway = await startServer("gateway", database.url);
  await using limit = await startServer("limit-sql", database.url);
  const asks = await makeAsks(gateway.url, articles);
  for (const name of OPERATION_NAMES) await checkEqual(asks[name], gateway, limit);
  console.log("both answer the same data");
  await reportRounds({ asks, gateway, limit, seconds, rounds });

  const bodies = OPERATION_NAMES.flatMap((name) => asks[name].slice(0, 50).map((ask) => ask.gateway));
  await drive(gateway.url, { bodies, connections: MANY_CONNECTIONS, seconds: 2 * seconds });
  const { now, most } = gateway.memoryMiB();
  console.log(
    `gateway under ${MANY_CONNECTIONS} connections: RSS ${now.toFixed(0)} MiB, ${most.toFixed(0)} at the most`,
  );
}

async function makeAsks(url: string, articles: number): Promise<Asks> {
  const deep: Ask[] = [];
  for (let n = 1; n <= DEEP_SECTIONS; n++) {
    const end = await endOfPage(url, `section-${n}`, DEEP);
    if (end) deep.push(askFor("SectionDeep", `section-${n}`, end));
  }
  if (deep.length === 0) throw new Error("No section has 50 pages: ask for more --articles.");
  const slugs = publishedSlugs(VARIANTS, articles);
  return {
    Article: slugs.map((slug) => askFor("Article", slug)),
    Front: [askFor("Front", undefined)],
    Section: Array.from({ length: 60 }, (_, index) => askFor("Section", `section-${index + 1}`)),
    SectionDeep: deep,
    TwoHops: slugs.map((slug) => askFor("TwoHops", slug)),
  };
}

async function checkEqual(asks: Ask[], gateway: BenchServer, limit: BenchServer): Promise<void> {
  for (const ask of asks.slice(0, 50)) {
    const [ours, theirs] = [await post(gateway.url, ask.gateway), await post(limit.url, ask.limit)];
    deepStrictEqual(asShown(ours), asShown(theirs), ask.gateway);
  }
}

interface Rounds extends Pick<RatioOptions, "seconds" | "rounds"> {
  readonly asks: Asks;
  readonly gateway: BenchServer;
  readonly limit: BenchServer;
}

async function reportRounds({ asks, gateway, limit, seconds, rounds }: Rounds): Promise<void> {
  const rows: Record<string, object> = {};
  const results = new Map(OPERATION_NAMES.map((name) => [name, { ours: [] as Measured[], theirs: [] as Measured[] }]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, { ours, theirs }] of results) {
      const given = { connections: CONNECTIONS, seconds: round === 0 ? 1 : seconds };
      const sides = [
        async () => ours.push(await measure(gateway, { ...given, bodies: asks[name].map((ask) => ask.gateway) })),
        async () => theirs.push(await measure(limit, { ...given, bodies: asks[name].map((ask) => ask.limit) })),
      ];
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side();
    }
    // The round before the first warms up.
    if (round === 0) for (const { ours, theirs } of results.values()) ours.length = theirs.length = 0;
    else console.log(`round ${round} of ${rounds}; ${loadAverage()}`);
  }
  const statements = statementsOf(gateway);
  for (const [name, { ours, theirs }] of results) {
    const ratio = (of: (measured: Measured) => number) => ours.map((our, round) => of(our) / of(theirs[round] ?? our));
    rows[OPERATIONS[name]] = {
      "per second": `${median(ours.map(({ perSecond }) => perSecond)).toFixed(0)} / ${median(theirs.map(({ perSecond }) => perSecond)).toFixed(0)}`,
      ratio: `${median(ratio(({ perSecond }) => perSecond)).toFixed(2)} (${range(
        ratio(({ perSecond }) => perSecond),
        2,
      )})`,
      "p50 ms": pair(ours, theirs, ({ p50Ms }) => p50Ms),
      "p99 ms": pair(ours, theirs, ({ p99Ms }) => p99Ms),
      "CPU µs": `${median(ours.map(({ cpuMicros }) => cpuMicros)).toFixed(0)} / ${median(theirs.map(({ cpuMicros }) => cpuMicros)).toFixed(0)}`,
      statements: [...(statements.get(name) ?? [])].join(),
    };
  }
  console.log("gateway / limit-sql, medians of the rounds; ratio of the throughputs with its least and greatest");
  console.table(rows);
}

const pair = (ours: Measured[], theirs: Measured[], of: (measured: Measured) => number) =>
  `${median(ours.map(of)).toFixed(2)} / ${median(theirs.map(of)).toFixed(2)}`;

async function measure(server: BenchServer, load: Parameters<typeof drive>[1]): Promise<Measured> {
  const before = server.cpuMicros();
  const result = await drive(server.url, load);
  return { ...result, cpuMicros: (server.cpuMicros() - before) / result.requests };
}

/** From the gateway's log: the different numbers of statements that an operation took. */
function statementsOf(gateway: BenchServer): Map<string | null, Set<number>> {
  const counts = new Map<string | null, Set<number>>();
  for (const line of gateway.logLines()) {
    const { operation, statementCount } = JSON.parse(line) as { operation: string | null; statementCount: number };
    counts.set(operation, (counts.get(operation) ?? new Set()).add(statementCount));
  }
  return counts;
}

import { openBenchDatabase } from "./bench-database.ts";
import { startServer } from "./bench-server.ts";
import { loadAverage, median, range } from "./figures.ts";
import { drive } from "./load.ts";
import type { RatioOptions } from "./measure-ratios.ts";
import { askFor, endOfPage, publishedSlugs } from "./operations.ts";

const CONNECTIONS = 2;
const VARIANTS = 200;
const PAGE_SIZE = 20;
const DEEP_PAGE = 2_500;
const SECTION = "section-1";

interface Size {
  readonly articles: number;
  readonly url: string;
  /** What is asked, by the name under which it is shown. */
  readonly asks: Map<string, string[]>;
}

/** Median latency in newsrooms of a hundredth, a tenth and all of the articles, all at hand at once, in turns. */
export async function measureGrowth({ serverUrl, articles, seconds, rounds }: RatioOptions): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const sizes: Size[] = [];
  for (const size of [articles / 100, articles / 10, articles].map(Math.ceil)) {
    const database = opened.use(await openBenchDatabase(serverUrl, { articles: size, paragraphs: 2, hubEdges: 1_000 }));
    console.log(`${size} articles, made in ${database.seconds.toFixed(0)} s; ${loadAverage()}`);
    const { url } = opened.use(await startServer("gateway", database.url));
    sizes.push({ articles: size, url, asks: asksAt(size) });
  }
  const greatest = sizes.at(-1);
  if (greatest) await addDeepPage(greatest);

  const p50Ms = new Map(
    sizes.map(({ articles: size, asks }) => [size, new Map([...asks.keys()].map((name) => [name, [] as number[]]))]),
  );
  for (let round = 0; round <= rounds; round++) {
    for (const name of greatest?.asks.keys() ?? []) {
      for (const { articles: size, url, asks } of sizes) {
        const bodies = asks.get(name);
        if (!bodies) continue;
        const result = await drive(url, { bodies, connections: CONNECTIONS, seconds });
        // The round before the first warms up.
        if (round > 0) p50Ms.get(size)?.get(name)?.push(result.p50Ms);
      }
    }
    console.log(`round ${round} of ${rounds}; ${loadAverage()}`);
  }
  report(
    p50Ms,
    sizes.map((size) => size.articles),
  );
}

function asksAt(articles: number): Map<string, string[]> {
  const slugs = publishedSlugs(VARIANTS, articles);
  return new Map([
    ["article page", slugs.map((slug) => askFor("Article", slug).gateway)],
    ["front page", [askFor("Front", undefined).gateway]],
    ["section, page 1", [askFor("Section", SECTION).gateway]],
  ]);
}

async function addDeepPage({ url, asks }: Size): Promise<void> {
  for (let page = DEEP_PAGE; page > 1; page = Math.floor(page / 2)) {
    const end = await endOfPage(url, SECTION, (page - 1) * PAGE_SIZE);
    if (end) return void asks.set(`section, page ${page}`, [askFor("SectionDeep", SECTION, end).gateway]);
  }
}

/** Medians of the rounds, each with its ratio: to the smallest newsroom, for a deep page to page 1. */
function report(p50Ms: Map<number, Map<string, number[]>>, sizes: number[]): void {
  const rows: Record<string, Record<string, string>> = {};
  const ratio = (values: number[], base: number[]) => values.map((value, round) => value / (base[round] ?? value));
  for (const size of sizes) {
    for (const [name, values] of p50Ms.get(size) ?? []) {
      const isDeep = p50Ms.get(sizes[0] ?? size)?.get(name) === undefined;
      const base = isDeep ? p50Ms.get(size)?.get("section, page 1") : p50Ms.get(sizes[0] ?? size)?.get(name);
      const ratios = ratio(values, base ?? []);
      const row = (rows[name] ??= {});
      row[`${size} articles`] = `${median(values).toFixed(2)} ms`;
      row["ratio"] = `${median(ratios).toFixed(2)} (${range(ratios, 2)})${isDeep ? " to page 1" : ""}`;
    }
  }
  console.log(
    `p50 at ${CONNECTIONS} connections; ratio of the largest newsroom to the smallest, with least and greatest`,
  );
  console.table(rows, [...sizes.map((size) => `${size} articles`), "ratio"]);
}

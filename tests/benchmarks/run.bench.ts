/**
 * The gateway, built and run as in production, against the least a server could do: `npm run bench`, with DATABASE_URL at
 * a PostgreSQL server whose user may create databases. Everything runs in databases of our own, dropped at the end.
 *
 *   npm run bench                                        throughput, latency, CPU, statements, memory, start
 *     -- --articles 20000 --seconds 3 --rounds 5
 *   npm run bench -- --growth [--articles 1000000]       latency at a hundredth, a tenth and all of the articles, and
 *                                                        on page 2,500 of a section
 *   npm run bench -- --search [--articles 100000]        latency of searches against an article's look-up
 *   npm run bench -- --keys                              latency of a key's refusal, by why it is refused
 *   npm run bench -- --price [--newsroom URL] [--only TEXT]  points by CPU time of saved and hostile operations;
 *                                                        PostgreSQL must run on this machine, a newsroom stays as it is
 *                                                        but for a storyline, a key and an edited story
 *   npm run bench -- --explain [--articles 1000000]      the plans of tests/database/explain.test.ts
 *
 *   npm run bench -- --quality                           the topics of suggestions; see suggestion-quality.bench.ts
 *
 * How to read it: `limit-sql` (see limit-sql-process.ts) shows what the machine and PostgreSQL allow; ratios to it carry
 * over to other machines, milliseconds do not. The load comes from this process, on the same processors. Rounds go by
 * turns; when their least and greatest ratio lie far apart, the machine had other work.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { measureGrowth } from "./measure-growth.ts";
import { measureKeys } from "./measure-keys.ts";
import { measurePrice } from "./measure-price.ts";
import { measureRatios } from "./measure-ratios.ts";
import { measureSearch } from "./measure-search.ts";

const { values } = parseArgs({
  options: {
    articles: { type: "string" },
    seconds: { type: "string", default: "3" },
    rounds: { type: "string", default: "5" },
    growth: { type: "boolean", default: false },
    search: { type: "boolean", default: false },
    keys: { type: "boolean", default: false },
    price: { type: "boolean", default: false },
    newsroom: { type: "string" },
    only: { type: "string" },
    explain: { type: "boolean", default: false },
    quality: { type: "boolean", default: false },
  },
});
if (values.quality) {
  await import("./suggestion-quality.bench.ts");
  process.exit();
}
const serverUrl = process.env["DATABASE_URL"];
if (!serverUrl) fail("npm run bench needs DATABASE_URL: a PostgreSQL server whose user may create databases.");
const usual = values.growth || values.explain ? "1000000" : values.search ? "100000" : "20000";
const articles = whole("articles", values.articles ?? usual);
const options = {
  serverUrl,
  articles,
  seconds: whole("seconds", values.seconds),
  rounds: whole("rounds", values.rounds),
};

if (values.explain) explain();
else if (values.search) await measureSearch(options);
else if (values.keys) await measureKeys(options);
else if (values.price) await measurePrice({ ...options, newsroomUrl: values.newsroom, only: values.only });
else await (values.growth ? measureGrowth(options) : measureRatios(options));

function explain(): void {
  const args = ["node_modules/vitest/vitest.mjs", "run", "--config", "tests/vitest.config.ts", "database/explain"];
  const env = { ...process.env, EXPLAIN_ARTICLES: String(articles) };
  process.exitCode = spawnSync(process.execPath, args, { env, stdio: "inherit" }).status ?? 1;
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) fail(`--${name} must be a whole number above 0, got ${text}.`);
  return Number(text);
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

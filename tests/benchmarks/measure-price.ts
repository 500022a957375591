import { readdirSync, readFileSync } from "node:fs";
import { Agent, type IncomingMessage, request } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { createApiKey } from "../../src/content/api-key/api-key.commands.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { keyDraft } from "../support/key-draft.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { type BenchServer, startServer } from "./bench-server.ts";
import { loadAverage } from "./figures.ts";
import { hostileOperations } from "./hostile-operations.ts";
import { hostileBodies } from "./hostile-bodies.ts";
import { type Asked, type PricedOperation, savedOperations } from "./priced-operations.ts";

export interface PriceOptions {
  readonly serverUrl: string;
  readonly articles: number;
  /** URL of a database that has a newsroom already; one of our own is made unless given. */
  readonly newsroomUrl: string | undefined;
  /** Only operations whose name has this. */
  readonly only: string | undefined;
}

const POINTS = 1_000_000_000;
/** The first warms up; of the others the least counts, as other work on the machine only adds. */
const ROUNDS = 3;
const ROUND_MS = 250;

/** None of the newsrooms has one. */
const STORYLINE = [
  `insert into storylines (uri, slug, title, status) values ('urn:price', 'price', 'A story that goes on', 'ACTIVE') on conflict do nothing`,
  `insert into storyline_entries (storyline_id, article_id, position, key_moment, published_at)
    select s.id, a.id, row_number() over (order by a.id), a.id % 5 = 0, a.published_at
    from storylines s cross join (select * from articles where status = 'PUBLISHED' order by id limit 60) as a
    where s.slug = 'price' on conflict do nothing`,
];

interface Measured {
  readonly name: string;
  readonly points: number;
  readonly gatewayMs: number;
  readonly databaseMs: number;
  readonly answer: string;
}

/** Points that each operation takes from its caller, by the milliseconds of CPU that it takes from gateway and PostgreSQL. */
export async function measurePrice({ serverUrl, articles, newsroomUrl, only = "" }: PriceOptions): Promise<void> {
  await using made = newsroomUrl
    ? { url: newsroomUrl, async [Symbol.asyncDispose]() {} }
    : await openBenchDatabase(serverUrl, { articles, paragraphs: 12, hubEdges: 200, words: 300 });
  const database = await openDatabase({ url: made.url });
  await using _ = { [Symbol.asyncDispose]: () => database.close() };
  const { token } = await createApiKey(database.em(), keyDraft({ scopes: ["content:read", "content:write"] }), {
    by: null,
    now: new Date(),
  });
  for (const statement of STORYLINE) await database.em().execute(statement);
  const asked = await askedOf(database);
  const limits = { RATE_LIMIT_ANONYMOUS: String(POINTS), RATE_LIMIT_KEY: String(POINTS), INTROSPECTION: "true" };
  await using server = await startServer("gateway", made.url, limits);
  const saved = savedOperations(asked);
  const operations = [...saved, ...hostileOperations(asked), ...hostileBodies(asked)].filter(({ name }) =>
    name.includes(only),
  );
  const measured = new Map<string, Measured>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const operation of operations) {
      const row = await measure(operation, { server, database, token });
      const known = round > 1 ? measured.get(operation.name) : undefined;
      measured.set(
        operation.name,
        known && known.gatewayMs + known.databaseMs < row.gatewayMs + row.databaseMs ? known : row,
      );
    }
    console.error(`round ${round + 1} of ${ROUNDS}; ${loadAverage()}`);
  }
  for (const row of measured.values()) console.log(line(row));
  const ratios = [...measured.values()].map(pointsPerMs).toSorted((a, b) => a - b);
  console.log(`points per ms from ${ratios[0]?.toFixed(1)} to ${ratios.at(-1)?.toFixed(1)}`);
}

const pointsPerMs = ({ points, gatewayMs, databaseMs }: Measured) => points / (gatewayMs + databaseMs);

const line = (measured: Measured): string => {
  const { name, points, gatewayMs, databaseMs, answer } = measured;
  return [
    name.padEnd(42),
    points.toFixed(0).padStart(7),
    gatewayMs.toFixed(3).padStart(10),
    databaseMs.toFixed(3).padStart(10),
    pointsPerMs(measured).toFixed(1).padStart(9),
    ` ${answer.slice(0, 60).replaceAll("\n", " ")}`,
  ].join(" ");
};

async function askedOf(database: Database): Promise<Asked> {
  const rows = (statement: string) => database.em().execute<{ value: string }[]>(statement);
  const values = async (statement: string) => (await rows(statement)).map(({ value }) => value);
  const first = async (statement: string) => (await values(statement))[0] ?? "";
  return {
    slug: await first(
      "select a.slug as value from articles a join related_stories r on r.article_id = a.id join article_bodies using (article_id) where a.status = 'PUBLISHED' and a.published_at is not null group by a.id order by count(*) desc, a.id limit 1",
    ),
    sectionPath: await first("select path as value from sections where parent_id is null order by id limit 1"),
    sectionIds: await values("select 'Section:' || id as value from sections order by id limit 200"),
    articleIds: await values(
      "select 'Article:' || id as value from articles where status = 'PUBLISHED' order by published_at desc nulls last limit 900",
    ),
    tagIds: await values("select 'Tag:' || id as value from tags order by id limit 200"),
    contributorSlug: await first(
      "select c.slug as value from contributors c join contributions n on n.contributor_id = c.id group by c.id order by count(*) desc limit 1",
    ),
    tagSlug: await first(
      "select t.slug as value from tags t join taggings n on n.tag_id = t.id group by t.id order by count(*) desc limit 1",
    ),
    words: await values(
      "select word as value from ts_stat('select document from (select document from article_search order by article_id desc limit 2000) as s') order by ndoc desc, word limit 400",
    ),
  };
}

async function measure(
  { name, body, isKeyed }: PricedOperation,
  { server, database, token }: { server: BenchServer; database: Database; token: string },
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let index = 0;
  const send = async () => {
    const bytes = Buffer.from(body(index++));
    const asking = request(server.url, {
      agent,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "content-length": bytes.length,
        ...(isKeyed ? { authorization: `Bearer ${token}` } : {}),
      },
    });
    asking.end(bytes);
    const [response] = (await once(asking, "response")) as [IncomingMessage];
    const answer = await text(response);
    return { answer, left: Number(response.headers["ratelimit-remaining"] ?? Number.NaN) };
  };
  const before = await send();
  const startedAt = { gateway: gatewayCpuMs(server), database: await databaseCpuMs(database) };
  const until = performance.now() + ROUND_MS;
  let count = 0;
  let last = before;
  const taken: number[] = [];
  while (taken.length < 2 || performance.now() < until) {
    const { left } = last;
    last = await send();
    // More than before: a new minute has begun.
    if (last.left <= left || taken.length < 2) taken.push(left - last.left);
    count++;
  }
  const gatewayMs = grown(startedAt.gateway, gatewayCpuMs(server)) / count;
  const databaseMs = grown(startedAt.database, await databaseCpuMs(database)) / count;
  agent.destroy();
  return { name, points: Math.max(...taken) || 0, gatewayMs, databaseMs, answer: last.answer };
}

/** Of each of its threads. */
const gatewayCpuMs = ({ pid }: BenchServer): Map<string, number> =>
  new Map(readdirSync(`/proc/${pid}/task`).map((task) => [task, cpuMsOf(`${pid}/task/${task}`) ?? 0]));

/** Of each backend that serves the gateway, by its pid; without a /proc of theirs here there are none. */
async function databaseCpuMs(database: Database): Promise<Map<number, number>> {
  const backends = await database
    .em()
    .execute<{ pid: number }[]>(
      "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'",
    );
  return new Map(backends.map(({ pid }) => [pid, cpuMsOf(String(pid)) ?? Number.NaN]));
}

/** Nanoseconds on a processor are the first field. */
function cpuMsOf(task: string): number | undefined {
  try {
    return Number(readFileSync(`/proc/${task}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return undefined;
  }
}

const grown = <Key>(before: ReadonlyMap<Key, number>, after: ReadonlyMap<Key, number>): number =>
  [...after].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);

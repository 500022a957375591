import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { createApiKey, revokeApiKey } from "../../src/content/api-key/api-key.commands.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { keyDraft } from "../support/key-draft.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { startServer } from "./bench-server.ts";
import { loadAverage, median } from "./figures.ts";

/** Of each kind; four kinds of them are fewer than the gateway remembers. */
const KEYS = 2_000;
const KINDS = ["unknown", "wrong", "expired", "revoked"] as const;
type Kind = (typeof KINDS)[number];

/**
 * How long the gateway takes to refuse a key, by why it does: each kind's latency to that of unknown keys. Of keys that it
 * meets for the first time, which takes a statement, and of the same ones again, which it remembers.
 */
export async function measureKeys({ serverUrl }: { readonly serverUrl: string }): Promise<void> {
  await using bench = await openBenchDatabase(serverUrl, { articles: 1_000, paragraphs: 0, hubEdges: 0 });
  const database = await openDatabase({ url: bench.url });
  const tokens = await makeTokens(database);
  await database.close();
  await using server = await startServer("gateway", bench.url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // The code is warm before the first that counts; one that is no key is remembered, too.
  for (let at = 0; at < KEYS; at++) await refusalMs(server.url, agent, "nonsense");
  const first = await latencies(server.url, agent, tokens);
  const again = await latencies(server.url, agent, tokens);
  agent.destroy();
  console.log(`${KEYS} keys of each kind, one after the other; ${loadAverage()}`);
  const rows = KINDS.map((kind) => [kind, { "first time": figures(first, kind), again: figures(again, kind) }]);
  console.table(Object.fromEntries(rows));
}

async function makeTokens(database: Database): Promise<Record<Kind, string[]>> {
  const tokens: Record<Kind, string[]> = { unknown: [], wrong: [], expired: [], revoked: [] };
  const [before, now] = [new Date("2026-01-01T00:00:00Z"), new Date()];
  for (let at = 0; at < KEYS; at++) {
    const made = await Promise.all(
      [{}, { expiresAt: before }, {}].map((changes) =>
        createApiKey(database.em(), keyDraft(changes), { by: null, now: before }),
      ),
    );
    const [live, expired, revoked] = made.map(({ token }) => token);
    await revokeApiKey(database.em(), made[2]?.id ?? 0, now);
    const secret = live?.slice(-43) ?? "";
    tokens.unknown.push(`ksq_${1_000_000 + at}_${secret}`);
    tokens.wrong.push(`${live?.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`);
    tokens.expired.push(expired ?? "");
    tokens.revoked.push(revoked ?? "");
  }
  return tokens;
}

/** The kinds by turns, in another order each time: what disturbs one disturbs all. */
async function latencies(url: string, agent: Agent, tokens: Record<Kind, string[]>): Promise<Map<Kind, number[]>> {
  const found = new Map<Kind, number[]>(KINDS.map((kind) => [kind, []]));
  for (let at = 0; at < KEYS; at++) {
    for (const kind of KINDS.toSorted(() => Math.random() - 0.5))
      found.get(kind)?.push(await refusalMs(url, agent, tokens[kind][at] ?? ""));
  }
  return found;
}

async function refusalMs(url: string, agent: Agent, token: string): Promise<number> {
  const startedAt = performance.now();
  const request = get(`${url}?query={__typename}`, { agent, headers: { "x-api-key": token } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  if (response.statusCode !== 401) throw new Error(`${token} is answered ${response.statusCode}.`);
  return performance.now() - startedAt;
}

/** « 0.61 ms, ratios 1.00 1.01 0.99 »: the median; its ratio to that of unknown keys, and those of the tenth and ninth tenth. */
function figures(of: Map<Kind, number[]>, kind: Kind): string {
  const at = (values: readonly number[] = [], part: number) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
  const ratios = [0.5, 0.1, 0.9].map((part) => (at(of.get(kind), part) / at(of.get("unknown"), part)).toFixed(2));
  return `${median(of.get(kind) ?? []).toFixed(3)} ms, ratios ${ratios.join(" ")}`;
}

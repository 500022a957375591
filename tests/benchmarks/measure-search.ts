import { openBenchDatabase } from "./bench-database.ts";
import { startServer } from "./bench-server.ts";
import { loadAverage, median, range } from "./figures.ts";
import { drive } from "./load.ts";
import type { RatioOptions } from "./measure-ratios.ts";
import { publishedSlugs } from "./operations.ts";

const CONNECTIONS = 1;
const VARIANTS = 200;
/** Searched in each body: a news story without its stop words. */
const WORDS = 300;

const CARD = "slug headline summary published { iso }";
const LOOK_UP = `query LookUp($slug: String!) { article(slug: $slug) { ${CARD} } }`;
const SEARCH = `query Search($query: String!) { search(query: $query, first: 10) { nodes { ${CARD} } } }`;
const HIGHLIGHTED = `query Highlighted($query: String!) { search(query: $query, first: 10) { edges { score highlights { html } node { ${CARD} } } } }`;

/** Median latency of a search to that of an article's look-up, with the rounds' least and greatest. */
export async function measureSearch({ serverUrl, articles, seconds, rounds }: RatioOptions): Promise<void> {
  await using database = await openBenchDatabase(serverUrl, { articles, paragraphs: 0, hubEdges: 0, words: WORDS });
  console.log(`${articles} articles, made in ${database.seconds.toFixed(0)} s; ${loadAverage()}`);
  await using server = await startServer("gateway", database.url);
  const pairs = Array.from({ length: VARIANTS }, (_, index) => `${wordAt(index)} ${wordAt(index + VARIANTS / 2)}`);
  const asks = new Map([
    ["an article's look-up", publishedSlugs(VARIANTS, articles).map((slug) => body(LOOK_UP, { slug }))],
    ["two words", pairs.map((query) => body(SEARCH, { query }))],
    ["two words, highlighted", pairs.map((query) => body(HIGHLIGHTED, { query }))],
    ["the most frequent word", [body(SEARCH, { query: "word100" })]],
    ["a word of every headline", [body(SEARCH, { query: "council" })]],
  ]);
  const p50Ms = new Map([...asks.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, bodies] of asks) {
      const result = await drive(server.url, { bodies, connections: CONNECTIONS, seconds });
      // The round before the first warms up.
      if (round > 0) p50Ms.get(name)?.push(result.p50Ms);
    }
    console.log(`round ${round} of ${rounds}; ${loadAverage()}`);
  }
  const lookUps = [...p50Ms.values()][0] ?? [];
  console.table(
    Object.fromEntries(
      [...p50Ms].map(([name, values]) => {
        const ratios = values.map((value, round) => value / (lookUps[round] ?? value));
        return [
          name,
          { p50: `${median(values).toFixed(2)} ms`, ratio: `${median(ratios).toFixed(1)} (${range(ratios, 1)})` },
        ];
      }),
    ),
  );
}

/** Words that a hundredth to a tenth of the stories have, as evenly spread as what is written: by the logarithm. */
const wordAt = (index: number) => `word${Math.floor(500 * 10 ** ((index * 0.618_034) % 1))}`;

const body = (query: string, variables: object) => JSON.stringify({ query, variables });

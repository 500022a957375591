/**
 * For each text, by number, those whose vectors point most nearly the same way: the textbook's (1 + ln tf) · ln(N / df),
 * every word counted, every pair compared.
 *
 * @param texts the words of each, repeated as often as they occur
 */
export function nearestByCosine(texts: readonly (readonly string[])[], count: number): number[][] {
  const textsWith = new Map<string, number>();
  for (const words of texts) for (const word of new Set(words)) textsWith.set(word, (textsWith.get(word) ?? 0) + 1);
  const vectors = texts.map((words) => vectorOf(words, (word) => Math.log(texts.length / (textsWith.get(word) ?? 1))));
  return vectors.map((vector, number) =>
    vectors
      .map((other, at) => ({ at, cosine: at === number ? -1 : dot(vector, other) }))
      .toSorted((one, other) => other.cosine - one.cosine || other.at - one.at)
      .slice(0, count)
      .map(({ at }) => at),
  );
}

function vectorOf(words: readonly string[], rarity: (word: string) => number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weights = [...counts].map(([word, count]) => [word, (1 + Math.log(count)) * rarity(word)] as const);
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
  return new Map(weights.map(([word, weight]) => [word, weight / length]));
}

function dot(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [word, weight] of one) sum += weight * (other.get(word) ?? 0);
  return sum;
}

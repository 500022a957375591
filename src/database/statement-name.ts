import { openCache } from "../cache.ts";

/** A prepared statement stays in its connection's memory until another has its name, so only so many texts have one. */
const MAX_NAMED = 500;
const MAX_CHARACTERS = 2_000_000;

const given = { maxBytes: 2 * MAX_CHARACTERS, bytesOf: (_: unknown, text: string) => 2 * text.length };
const unused: string[] = [];
let count = 0;
const names = openCache<string, string>("prepared statements", {
  ...given,
  maxEntries: MAX_NAMED,
  onForgotten: (name) => void unused.push(name),
});
/** Texts seen once: a text is worth preparing when it comes back. */
const seen = openCache<string, true>("statements seen once", given);

/** The name under which this text is prepared, from its second use on; undefined: send it unprepared. */
export function statementName(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined) return name;
  if (text.length > MAX_CHARACTERS / 2) return undefined;
  if (!seen.delete(text)) {
    seen.set(text, true);
    return undefined;
  }
  // What was used least lately gives its name to the next.
  if (names.size >= MAX_NAMED) names.pop();
  const another = unused.pop() ?? `k${count++}`;
  names.set(text, another);
  return another;
}

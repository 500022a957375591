/** A prepared statement stays in its connection's memory for good, so only so many texts get a name. */
const MAX_NAMED = 500;
/** Texts seen once, by size bounded too: a text is worth preparing when it comes back. */
const MAX_SEEN = 2_000;

const names = new Map<string, string>();
const seen = new Set<string>();

/** The name under which this text is prepared, from its second use on; undefined: send it unprepared. */
export function statementName(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined) return name;
  if (names.size >= MAX_NAMED) return undefined;
  if (!seen.delete(text)) {
    if (seen.size >= MAX_SEEN) seen.clear();
    seen.add(text);
    return undefined;
  }
  const given = `k${names.size}`;
  names.set(text, given);
  return given;
}

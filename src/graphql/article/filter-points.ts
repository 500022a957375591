/** Parts that no index has: a list looks at story after story for them. */
const LOOKED_AT = ["hasImage", "urgencyAtMost", "languages"];
const LOOKED_AT_POINTS = 80;
/** Of what a part lists: tags to be looked up, stories to be left out. */
const VALUE_POINTS = 1;

/** What an ArticleFilter adds to the price of a list. */
export function filterPoints(filter: unknown): number {
  if (typeof filter !== "object" || filter === null) return 0;
  let points = 0;
  for (const [part, value] of Object.entries(filter) as [string, unknown][]) {
    if (value === null || value === undefined) continue;
    if (LOOKED_AT.includes(part)) points += LOOKED_AT_POINTS;
    if (Array.isArray(value)) points += value.length * VALUE_POINTS;
  }
  return points;
}

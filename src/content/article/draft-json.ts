const INSTANTS = new Set(["publishedAt", "updatedAt", "embargoedUntil"]);

/** Parts of a draft, or all of it, as they were before they were made JSON and parsed again. */
export function revivedInstants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revivedInstants);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      INSTANTS.has(key) && typeof part === "string" ? new Date(part) : revivedInstants(part),
    ]),
  );
}

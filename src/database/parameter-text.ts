/** A parameter as PostgreSQL's text protocol takes it: null, booleans, numbers, texts, and flat arrays of those. */
export function parameterText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return `{${value.map(elementText).join(",")}}`;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  throw new TypeError(`No parameter of a read: ${typeof value}.`);
}

function elementText(value: unknown): string {
  const text = parameterText(value);
  if (text === null) return "NULL";
  return typeof value === "string" ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : text;
}

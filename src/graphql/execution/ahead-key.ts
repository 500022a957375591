/**
 * Under which key a parent row carries what was read ahead of a relation: the relation's name and its coerced
 * arguments, in which the order of names does not count. Undefined when an argument has no faithful text (a Map, a
 * class instance): such a field is not read ahead.
 */
export function aheadKey(relation: string, args: Readonly<Record<string, unknown>>): string | undefined {
  const text = textOf(args);
  return text === undefined ? undefined : `${relation}:${text}`;
}

/** JSON with sorted names; dates as their instant, and a text for the numbers that JSON lacks. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return JSON.stringify(value);
  if (value === null || typeof value === "boolean" || typeof value === "number") return String(value);
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (Array.isArray(value)) return listText(value);
  return isPlainObject(value) ? objectText(value) : undefined;
}

function listText(list: readonly unknown[]): string | undefined {
  const texts = list.map(textOf);
  return texts.includes(undefined) ? undefined : `[${texts.join(",")}]`;
}

function objectText(object: Readonly<Record<string, unknown>>): string | undefined {
  const members: string[] = [];
  for (const name of Object.keys(object).toSorted()) {
    if (object[name] === undefined) continue;
    const text = textOf(object[name]);
    if (text === undefined) return undefined;
    members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join(",")}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

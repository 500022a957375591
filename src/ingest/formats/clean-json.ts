import type { Findings } from "./format.ts";
import { storableText } from "./storable-text.ts";

/** JSON by the book: objects own their properties and none is called `__proto__`. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [name: string]: JsonValue;
}

/** ninjs nests associations in associations; nobody writes more than a few. */
const MAX_DEPTH = 32;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A copy that PostgreSQL can store and code can trust: NUL characters are removed, lone surrogates become U+FFFD,
 * `null` properties and those named `__proto__` are dropped. Every change but a dropped null is noted with its place.
 * Nesting of more than 32 levels is a problem.
 */
export function cleanJson(value: unknown, path: string, findings: Findings): JsonValue {
  if (typeof value === "string") return cleanText(value, path, findings);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null) return null;
  if (isTooDeep(path)) {
    findings.problem(path, `must be nested at most ${MAX_DEPTH} levels deep`);
    return null;
  }
  if (Array.isArray(value)) return value.map((element, index) => cleanJson(element, `${path}/${index}`, findings));
  return cleanObject(value, path, findings);
}

function cleanObject(value: object, path: string, findings: Findings): JsonObject {
  const object: JsonObject = {};
  for (const [name, property] of Object.entries(value)) {
    const at = `${path}/${pointerToken(name)}`;
    if (name === "__proto__") findings.note(`${at} is not kept: no property may have that name.`);
    else {
      const clean = cleanJson(property, at, findings);
      if (clean !== null) object[name] = clean;
    }
  }
  return object;
}

function cleanText(text: string, path: string, findings: Findings): string {
  const storable = storableText(text);
  if (storable === text) return text;
  findings.note(`${path}: NUL characters were removed and lone surrogates replaced by U+FFFD.`);
  return storable;
}

/** A name as a reference token of a JSON pointer (RFC 6901, section 3). */
export function pointerToken(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll("~", "~0").replaceAll("/", "~1") : name;
}

function isTooDeep(path: string): boolean {
  let depth = 0;
  for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) depth++;
  return depth > MAX_DEPTH;
}

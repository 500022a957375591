import { GatewayError } from "../errors.ts";

/** More lists and objects inside each other than any limit of variables may be set to; deeper ones cost the parser most. */
const MAX_DEPTH = 256;

/**
 * Parses JSON in which every object has each key once and none is `__proto__`: what a proxy in front has checked is then
 * what is run. It takes time by the text's length: what is nested or divided without end is refused before it is parsed.
 *
 * @param name what the text is, for messages
 * @param maxValues of all lists and objects together
 * @throws {GatewayError} BAD_REQUEST, TOO_MANY_VARIABLES_VALUES
 */
export function parseStrictJson(text: string, name: string, maxValues = Number.POSITIVE_INFINITY): unknown {
  const fault = faultIn(text, maxValues);
  if (fault === "DEPTH") throw new GatewayError("BAD_REQUEST", `${name} nests at most ${MAX_DEPTH} lists and objects.`);
  if (fault === "VALUES")
    throw new GatewayError("TOO_MANY_VARIABLES_VALUES", `${name} takes at most ${maxValues} values.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new GatewayError("BAD_REQUEST", `${name} is not JSON.`);
  }
  if (fault) throw new GatewayError("BAD_REQUEST", `${name} has a key ${FAULTS[fault]}.`);
  return value;
}

const FAULTS = { PROTO: "__proto__, which is not taken", TWICE: "twice in one object" };

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What is not to be taken of a text that may be no JSON: only what is JSON has keys to speak of. Strings are leapt over. */
function faultIn(text: string, maxValues: number): keyof typeof FAULTS | "DEPTH" | "VALUES" | undefined {
  /** Keys of the objects that are open here. */
  const open: Keys[] = [];
  let fault: keyof typeof FAULTS | undefined;
  let isKeyNext = false;
  /** As many as there are commas and, of lists and objects, openings. */
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case OPEN_OBJECT:
        if (open.push(undefined) > MAX_DEPTH) return "DEPTH";
        if (++values > maxValues) return "VALUES";
        isKeyNext = true;
        break;
      case OPEN_LIST:
        if (open.push(LIST) > MAX_DEPTH) return "DEPTH";
        if (++values > maxValues) return "VALUES";
        isKeyNext = false;
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        open.pop();
        isKeyNext = false;
        break;
      case COMMA:
        if (++values > maxValues) return "VALUES";
        isKeyNext = open.at(-1) !== LIST;
        break;
      case QUOTE: {
        const end = endOfString(text, at);
        if (isKeyNext && open.length > 0) fault ??= takeKey(text.slice(at, end + 1), open);
        isKeyNext = false;
        at = end;
        break;
      }
      default:
    }
  }
  return fault;
}

const LIST = Symbol("list");
/** Of an object: none yet, the one there is, or all; most have few, and a set costs more than they do. */
type Keys = typeof LIST | undefined | string | Set<string>;

/** @param quoted as it stands in the text, a key of the innermost of the open objects */
function takeKey(quoted: string, open: Keys[]): keyof typeof FAULTS | undefined {
  const key = quoted.includes("\\") ? unquoted(quoted) : quoted.slice(1, -1);
  if (key === "__proto__") return "PROTO";
  const known = open.at(-1);
  if (known instanceof Set) {
    if (known.has(key)) return "TWICE";
    known.add(key);
  } else if (typeof known === "string") {
    if (known === key) return "TWICE";
    open[open.length - 1] = new Set([known, key]);
  } else open[open.length - 1] = key;
  return undefined;
}

/** What is not JSON is refused by the parser. */
function unquoted(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

/** Index of the quote that ends the string whose quote is at `start`; the text's last where none does. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length - 1 : end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before--;
  return (at - before) % 2 === 0;
}

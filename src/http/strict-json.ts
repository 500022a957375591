import { GatewayError } from "../errors.ts";

/**
 * Parses JSON in which every object has each key once and none is `__proto__`: what a proxy in front has checked is then
 * what is run.
 *
 * @param name what the text is, for messages
 * @throws {GatewayError} BAD_REQUEST
 */
export function parseStrictJson(text: string, name: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new GatewayError("BAD_REQUEST", `${name} is not JSON.`);
  }
  refuseKeys(text, name);
  return value;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** @param text parsed already, so that only keys are left to be doubted; strings are leapt over */
function refuseKeys(text: string, name: string): void {
  /** Keys of the objects that are open here; undefined is a list. */
  const open: (Set<string> | undefined)[] = [];
  let isKeyNext = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case OPEN_OBJECT:
        open.push(new Set());
        isKeyNext = true;
        break;
      case OPEN_LIST:
        open.push(undefined);
        isKeyNext = false;
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        open.pop();
        isKeyNext = false;
        break;
      case COMMA:
        isKeyNext = open.at(-1) !== undefined;
        break;
      case QUOTE: {
        const end = endOfString(text, at);
        if (isKeyNext) takeKey(text.slice(at, end + 1), open.at(-1), name);
        isKeyNext = false;
        at = end;
        break;
      }
      default:
    }
  }
}

/** @param quoted as it stands in the text */
function takeKey(quoted: string, keys: Set<string> | undefined, name: string): void {
  const key = quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  if (key === "__proto__") throw new GatewayError("BAD_REQUEST", `${name} has a key __proto__, which is not taken.`);
  if (keys?.has(key)) throw new GatewayError("BAD_REQUEST", `${name} has a key twice in one object.`);
  keys?.add(key);
}

/** Index of the quote that ends the string whose quote is at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before--;
  return (at - before) % 2 === 0;
}

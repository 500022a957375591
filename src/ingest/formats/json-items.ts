import { arrayElements } from "./json-array.ts";
import { BROKEN_ITEM, type ItemBytes, MAX_ITEM_BYTES, restOf } from "./input-bytes.ts";
import { inputLines } from "./input-lines.ts";
import { utf8Text } from "./utf8-text.ts";
import { UnreadableInput } from "./unreadable-input.ts";

/** A JSON value of the input, or why there is none in its place. */
export type JsonItem = { value: unknown } | { reason: string };

/**
 * The values of a JSON array, of lines (NDJSON), or the one of a JSON document.
 *
 * @param head the input's beginning as text: tells which of these it is
 * @throws {UnreadableInput} when no value is JSON; for lines and arrays after all their broken ones
 */
export async function* jsonItems(
  input: AsyncIterable<Uint8Array>,
  head: string,
  name: string,
): AsyncGenerator<JsonItem> {
  const start = head.replace(/^\uFEFF/, "").trimStart();
  if (!start.startsWith("[") && !isLines(start)) yield await document(input, name);
  else {
    const parts = start.startsWith("[") ? arrayElements(input) : inputLines(input);
    let [values, broken] = [0, 0];
    for await (const bytes of parts) {
      const item = parsed(bytes);
      if ("reason" in item) broken++;
      else values++;
      yield item;
    }
    if (values === 0 && broken > 0) throw new UnreadableInput(name, "none of its items is JSON");
  }
}

/** Lines have a whole value, or at least the beginning of another object, where a document breaks its one object. */
function isLines(start: string): boolean {
  const end = start.indexOf("\n");
  if (end === -1) return true;
  return isJson(start.slice(0, end)) || start.slice(end).trimStart().startsWith("{");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function document(input: AsyncIterable<Uint8Array>, name: string): Promise<JsonItem> {
  const item = parsed((await restOf(input, MAX_ITEM_BYTES)) ?? BROKEN_ITEM.tooLong);
  if ("reason" in item) throw new UnreadableInput(name, `it ${item.reason}`);
  return item;
}

function parsed(bytes: ItemBytes): JsonItem {
  if ("reason" in bytes) return { reason: bytes.reason };
  const text = utf8Text(bytes);
  if (text === undefined) return { reason: "is not UTF-8" };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { reason: `is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : "unknown error"}` };
  }
}

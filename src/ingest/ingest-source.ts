import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ParseContext, ParsedItem, IngestFormat } from "./formats/format.ts";
import { readItems } from "./formats/read-items.ts";
import { UnreadableInput } from "./formats/unreadable-input.ts";
import type { ItemPlace } from "./ingest-report.ts";

/** A path, "-" for stdin, or items that are parsed already. */
export type IngestSource = string | { name: string; items: Iterable<ParsedItem> };

/** One item, or why there are no more of this source. */
export type SourceItem = { place: ItemPlace; item: ParsedItem } | { place: ItemPlace; unreadable: string };

export interface SourceContext extends ParseContext {
  format?: IngestFormat | undefined;
  onBytes: (count: number) => void;
}

/** The items of all sources one after another; a source that fails ends with the reason and the next one begins. */
export async function* itemsOf(sources: readonly IngestSource[], context: SourceContext): AsyncGenerator<SourceItem> {
  for (const source of sources) {
    if (typeof source === "string") yield* readSource(source, context);
    else {
      let number = 1;
      for (const item of source.items) yield { place: { source: source.name, item: number++ }, item };
    }
  }
}

/** Bytes of all sources together; undefined when one of them does not say. */
export async function totalBytes(sources: readonly IngestSource[]): Promise<number | undefined> {
  let total = 0;
  for (const source of sources) {
    const file = typeof source === "string" && source !== "-" ? await stat(source).catch(() => undefined) : undefined;
    if (!file?.isFile()) return undefined;
    total += file.size;
  }
  return total;
}

async function* readSource(path: string, { onBytes, format, ...context }: SourceContext): AsyncGenerator<SourceItem> {
  const name = path === "-" ? "stdin" : path;
  try {
    const bytes = counted(path === "-" ? process.stdin : createReadStream(path), onBytes);
    for await (const { index, item } of readItems(bytes, { ...context, name, ...(format ? { format } : {}) })) {
      yield { place: { source: name, item: index + 1 }, item };
    }
  } catch (error) {
    if (!isReadFailure(error)) throw error;
    yield { place: { source: name, item: null }, unreadable: error.message };
  }
}

async function* counted(
  input: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of input) {
    onBytes(chunk.length);
    yield chunk;
  }
}

/** The source's own fault, or the file system's; anything else is ours. */
function isReadFailure(error: unknown): error is Error {
  return error instanceof UnreadableInput || (error instanceof Error && "syscall" in error);
}

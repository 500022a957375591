import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Validators } from "../content/fetched-source.commands.ts";
import { fetchSource } from "./fetch/fetch-source.ts";
import type { ParseContext, ParsedItem, IngestFormat } from "./formats/format.ts";
import { readItems } from "./formats/read-items.ts";
import { UnreadableInput } from "./formats/unreadable-input.ts";
import type { ItemPlace } from "./ingest-report.ts";

/** A path, an http(s) URL, "-" for stdin, or items that are parsed already. */
export type IngestSource = string | { name: string; items: Iterable<ParsedItem> };

/** One item, why there are no more of this source, or what else is to be said of it. */
export type SourceReading =
  | { place: ItemPlace; item: ParsedItem }
  | { place: ItemPlace; unreadable: string }
  | { place: ItemPlace; note: string };

export interface SourceContext extends ParseContext {
  format?: IngestFormat | undefined;
  onBytes: (count: number) => void;
  /** URLs may lead to this machine and into private networks. */
  isPrivateAllowed: boolean;
  /** What the server said of the version of a URL that was read last. */
  validatorsOf: (url: string) => Promise<Validators | undefined>;
  /** Called when a URL was read to its end. */
  onFetched: (source: Validators & { url: string }) => void;
}

/** The items of all sources one after another; a source that fails ends with the reason and the next one begins. */
export async function* itemsOf(
  sources: readonly IngestSource[],
  context: SourceContext,
): AsyncGenerator<SourceReading> {
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

async function* readSource(path: string, context: SourceContext): AsyncGenerator<SourceReading> {
  const name = path === "-" ? "stdin" : path;
  try {
    if (URL_SOURCE.test(path)) yield* readUrl(path, context);
    else yield* readBytes(path === "-" ? process.stdin : createReadStream(path), name, context);
  } catch (error) {
    if (!isReadFailure(error)) throw error;
    yield { place: { source: name, item: null }, unreadable: error.message };
  }
}

const URL_SOURCE = /^https?:\/\//i;

async function* readUrl(url: string, context: SourceContext): AsyncGenerator<SourceReading> {
  const { isPrivateAllowed, validatorsOf, onFetched } = context;
  const fetched = await fetchSource(url, { known: await validatorsOf(url), isPrivateAllowed });
  if (fetched.kind === "NOT_MODIFIED") {
    yield { place: { source: url, item: null }, note: "It has not changed since it was read." };
    return;
  }
  yield* readBytes(fetched.body, url, { ...context, sourceUrl: fetched.url });
  onFetched({ url, ...fetched.validators });
}

async function* readBytes(
  input: AsyncIterable<Uint8Array>,
  name: string,
  { onBytes, format, timeZone, now, sourceUrl }: SourceContext,
): AsyncGenerator<SourceReading> {
  const context = { timeZone, now, name, ...(sourceUrl ? { sourceUrl } : {}), ...(format ? { format } : {}) };
  for await (const { index, item } of readItems(counted(input, onBytes), context)) {
    yield { place: { source: name, item: index + 1 }, item };
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

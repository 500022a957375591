import { NEWSROOM_HEAD } from "../../content/whole-newsroom/newsroom-file.ts";
import { parseArticleHtml } from "./article-html/parse-article-html.ts";
import { detectFormat } from "./detect-format.ts";
import type { IngestFormat, ParseContext, ParsedItem } from "./format.ts";
import { MAX_ITEM_BYTES, restOf, startOf } from "./input-bytes.ts";
import { type JsonItem, jsonItems } from "./json-items.ts";
import { parseFeed } from "./feeds/parse-feed.ts";
import { parseNinjsItem } from "./ninjs/parse-ninjs-item.ts";
import { UnreadableInput } from "./unreadable-input.ts";
import { parseWxr } from "./wxr/parse-wxr.ts";
import { utf8Text } from "./utf8-text.ts";

export { UnreadableInput } from "./unreadable-input.ts";

export interface ReadContext extends ParseContext {
  /** Forces a format; otherwise the content tells. */
  format?: IngestFormat;
  /** What people call the input: a file's name, "stdin". */
  name: string;
}

/** An item and its place in the input, from 0. */
export interface ReadItem {
  index: number;
  item: ParsedItem;
}

/** Enough to see past a licence comment to the root of a page. */
const HEAD_BYTES = 64 * 1024;
const MAX_FEED_BYTES = 64 * 1024 * 1024;

/**
 * The items of one input, read as it arrives: a ninjs item, an array or lines (NDJSON) of them, in constant memory, or
 * one HTML page, a feed, or a WordPress export. A broken line or element is that item's problem and the rest is still read; each may be 16 MiB long.
 *
 * @throws {UnreadableInput} when there is nothing to read at all: no bytes, no known format, not JSON, not UTF-8
 */
export async function* readItems(input: AsyncIterable<Uint8Array>, context: ReadContext): AsyncGenerator<ReadItem> {
  const { head, rest } = await startOf(input, HEAD_BYTES);
  // The head may end inside a character, which then decodes as U+FFFD: good enough to tell a format.
  const text = new TextDecoder().decode(head);
  if (text.trim() === "") throw new UnreadableInput(context.name, "it is empty");
  // What the desk alone may say stands in it: no source is to say that.
  if (text.startsWith(NEWSROOM_HEAD))
    throw new UnreadableInput(
      context.name,
      "it is a whole newsroom, which `npm run ingest -- --restore FILE` alone reads, into an empty database",
    );
  const format = context.format ?? detectFormat(text);
  if (format === undefined)
    throw new UnreadableInput(context.name, "it is neither ninjs (JSON), a feed, a WordPress export nor an HTML page");
  if (format === "article-html") yield { index: 0, item: await readPage(rest, context) };
  else if (format !== "ninjs") {
    for (const [index, item] of (await readFeed(rest, format, context)).entries()) yield { index, item };
  } else {
    let index = 0;
    for await (const json of jsonItems(rest, text, context.name))
      yield { index: index++, item: readJsonItem(json, context) };
  }
}

/** A feed is read whole: it has no more entries than one answer of a server holds. */
async function readFeed(
  input: AsyncIterable<Uint8Array>,
  format: Exclude<IngestFormat, "ninjs" | "article-html">,
  context: ReadContext,
): Promise<ParsedItem[]> {
  const bytes = await restOf(input, MAX_FEED_BYTES);
  if (bytes === undefined) throw new UnreadableInput(context.name, "the feed is longer than 64 MiB");
  const parsed = format === "wxr" ? parseWxr(bytes, context) : parseFeed(bytes, format, context);
  if ("reason" in parsed) throw new UnreadableInput(context.name, `it ${parsed.reason}`);
  return parsed.items;
}

function readJsonItem(json: JsonItem, context: ReadContext): ParsedItem {
  return "reason" in json
    ? { notes: [], problems: [{ path: "", reason: json.reason }] }
    : parseNinjsItem(json.value, context);
}

async function readPage(input: AsyncIterable<Uint8Array>, context: ReadContext): Promise<ParsedItem> {
  const bytes = await restOf(input, MAX_ITEM_BYTES);
  if (bytes === undefined) throw new UnreadableInput(context.name, "the page is longer than 16 MiB");
  const page = utf8Text(bytes);
  if (page === undefined) return { notes: [], problems: [{ path: "", reason: "is not UTF-8" }] };
  return parseArticleHtml(page, context);
}

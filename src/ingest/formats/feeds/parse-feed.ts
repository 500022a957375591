import type { ParseContext, ParsedItem } from "../format.ts";
import { storableText } from "../storable-text.ts";
import { utf8Text } from "../utf8-text.ts";
import { xmlText } from "../xml-text.ts";
import { deletedEntries } from "./deleted-entries.ts";
import { draftFromEntry } from "./feed-entry.ts";
import { FEED_READERS, type FeedFormat } from "./feed-entries.ts";

/** The articles of a feed in its order, then what it says was deleted, or why there are none. Never throws. */
export function parseFeed(
  bytes: Uint8Array,
  format: FeedFormat,
  context: ParseContext,
): { items: ParsedItem[] } | { reason: string } {
  const read = format === "json-feed" ? jsonText(bytes) : xmlText(bytes);
  if ("reason" in read) return read;
  try {
    const text = storableText(read.text);
    const items = FEED_READERS[format](text).map((entry) => draftFromEntry(entry, context));
    return { items: format === "atom" ? [...items, ...deletedEntries(text, items, context)] : items };
  } catch {
    return { reason: "is no feed that could be read" };
  }
}

function jsonText(bytes: Uint8Array): { text: string } | { reason: string } {
  const text = utf8Text(bytes);
  return text === undefined ? { reason: "is not UTF-8" } : { text };
}

import type { IngestFormat, ParsedItem } from "./formats/format.ts";
import { readItems, UnreadableInput } from "./formats/read-items.ts";

/** The formats, as clients of the gateway name them. */
const FORMATS = {
  NINJS: "ninjs",
  ARTICLE_HTML: "article-html",
  RSS: "rss",
  ATOM: "atom",
  RDF: "rdf",
  JSON_FEED: "json-feed",
  WXR: "wxr",
} as const satisfies Record<string, IngestFormat>;

export type DocumentFormat = keyof typeof FORMATS;

/** A document as it is sent to be read: nothing that one thread could not hand to another. */
export interface UnreadDocument {
  readonly document: string;
  readonly format: DocumentFormat;
  /** What the document's words for times are relative to. */
  readonly now: Date;
  /** IANA name: where dates without an offset are read. */
  readonly timeZone: string;
}

/** Why nothing of a document was read. */
export interface DocumentRefusal {
  reason: string;
  isTooMany: boolean;
}

export type ReadDocument = (document: UnreadDocument) => Promise<ParsedItem[] | DocumentRefusal>;

const MAX_ITEMS = 500;

/** The items of a document, read in this thread, which is taken up by it all the while: some 2 ms for each 10 kB. */
export const readDocument: ReadDocument = async ({ document, format, now, timeZone }) => {
  const items: ParsedItem[] = [];
  const context = { name: "document", format: FORMATS[format], timeZone, now };
  try {
    for await (const { item } of readItems(bytesOf(document), context)) {
      if (items.length === MAX_ITEMS)
        return { reason: `A document holds at most ${MAX_ITEMS} items.`, isTooMany: true };
      items.push(item);
    }
  } catch (error) {
    if (!(error instanceof UnreadableInput)) throw error;
    return { reason: error.message, isTooMany: false };
  }
  return items;
};

async function* bytesOf(document: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(document);
}

import type { IngestFormat } from "./format.ts";

/** What may stand before the root of an HTML page. */
const PROLOGUE = /^(?:\s+|<\?xml[^>]*\?>|<!--[\s\S]*?(?:-->|$))+/i;
const HTML_ROOT =
  /^<(?:!doctype\s+html|html|head|body|title|meta|link|main|article|section|div|header|p|h1)(?=[\s>/]|$)/i;
const JSON_OBJECT = /^\{\s*(?:"|\}|$)/;
const JSON_ARRAY = /^\[\s*(?:\{|\]|$)/;

/**
 * The format of a document by its content.
 *
 * @param head its first characters, a few hundred do; a byte order mark, white space and comments may come first
 * @returns undefined when it is none that ingest reads
 */
export function detectFormat(head: string): IngestFormat | undefined {
  const start = head.replace(/^\uFEFF/, "").replace(PROLOGUE, "");
  if (HTML_ROOT.test(start)) return "article-html";
  // JSON Feed is JSON too, but says so at once.
  if (start.includes("://jsonfeed.org/version/")) return undefined;
  return JSON_OBJECT.test(start) || JSON_ARRAY.test(start) ? "ninjs" : undefined;
}

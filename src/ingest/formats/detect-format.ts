import type { IngestFormat } from "./format.ts";

/** What may stand before the root of an HTML page. */
const PROLOGUE = /^(?:\s+|<\?xml[^>]*\?>|<!--[\s\S]*?(?:-->|$))+/i;
const HTML_ROOT =
  /^<(?:!doctype\s+html|html|head|body|title|meta|link|main|article|section|div|header|p|h1)(?=[\s>/]|$)/i;
/** A feed with one is refused, but as the feed it is. */
const DOCUMENT_TYPE = /^<!doctype[^>[]*(?:\[[\s\S]*?\]\s*)?>\s*/i;
const XML_ROOT = /^<(rss|feed|rdf:RDF)(?=[\s>])/i;
const WXR_NAMESPACE = /https?:\/\/wordpress\.org\/export\//;
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
  const [, root] = XML_ROOT.exec(start.replace(DOCUMENT_TYPE, "")) ?? [];
  if (root === "rss") return WXR_NAMESPACE.test(start) ? "wxr" : "rss";
  if (root !== undefined) return root === "feed" ? "atom" : "rdf";
  // JSON Feed is JSON too, but says so at once.
  if (start.includes("://jsonfeed.org/version/")) return "json-feed";
  return JSON_OBJECT.test(start) || JSON_ARRAY.test(start) ? "ninjs" : undefined;
}

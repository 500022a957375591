/** How much of a document's beginning is looked at for its encoding. */
const DECLARATION_BYTES = 1_024;
const ENCODING = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/**
 * The text of an XML document in the encoding that its byte order mark or its declaration names; UTF-8 unless said.
 * A document type is refused: entities of its own, declared inside or fetched from elsewhere, have no place in a feed.
 */
export function xmlText(bytes: Uint8Array): { text: string } | { reason: string } {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    // RangeError: there is no such encoding. TypeError: the bytes are not in it.
    const isUnknown = error instanceof RangeError;
    return { reason: isUnknown ? `is in an encoding that is not known, "${encoding}"` : `is not ${encoding}` };
  }
  if (/<!(?:DOCTYPE|ENTITY)/i.test(withoutText(text))) return { reason: "has a document type, which is not read" };
  return { text };
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const head = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString("latin1");
  return (ENCODING.exec(head.replace(/^\u00EF\u00BB\u00BF/, ""))?.[1] ?? "utf-8").toLowerCase();
}

/** What CDATA sections and comments say is text: an article may well be about document types. */
const withoutText = (xml: string) => xml.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, "");

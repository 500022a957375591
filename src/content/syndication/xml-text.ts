const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const NOT_IN_IRI = /[\s<>"{}|\\^`\p{Cc}]/gu;

/** The library sets these on lines of their own: an id would begin and end with white space. */
const AROUND_CDATA = /(?<=>)\s+(?=<!\[CDATA\[)|(?<=\]\]>)\s+(?=<\/)/g;

/** A document without the characters that XML 1.0 has no way to write: one would keep readers from the whole of it. */
export const inXml = (document: string): string => document.replaceAll(NOT_IN_XML, "").replaceAll(AROUND_CDATA, "");

/** An identifier as Atom wants it: an IRI. What a source called its item may be any text. */
export const asIri = (uri: string): string => uri.replaceAll(NOT_IN_IRI, (character) => encodeURIComponent(character));

import { cleanText } from "./clean-text.ts";
import { parseFragment } from "./html-tree.ts";
import type { ParseBodyOptions } from "./parse-body.ts";
import type { StoredText } from "./stored-body.ts";
import { TextReader } from "./text-reader.ts";

/** One text from HTML, a standfirst for one; paragraphs in it become lines. Its text is "" when the HTML holds none. */
export function storedText(html: string, options: ParseBodyOptions = {}): StoredText {
  return new TextReader(options.baseUrl).readText(parseFragment(html)) ?? { text: "" };
}

/** One text from plain text: white space collapsed, line breaks included. */
export function textToStored(text: string): StoredText {
  return { text: cleanText(text) };
}

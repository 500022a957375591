import { isStorable } from "../../content/storable.ts";

/** The text as PostgreSQL can store it: without NUL characters, lone surrogates replaced by U+FFFD. */
export function storableText(text: string): string {
  return isStorable(text) ? text : text.replaceAll("\0", "").toWellFormed();
}

/** The text as PostgreSQL can store it: without NUL characters, lone surrogates replaced by U+FFFD. */
export function storableText(text: string): string {
  return text.isWellFormed() && !text.includes("\0") ? text : text.replaceAll("\0", "").toWellFormed();
}

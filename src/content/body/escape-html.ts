const TEXT_ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escapeCharacter = (character: string) => TEXT_ESCAPES[character] ?? character;

/** For text between tags. Good in HTML and in XHTML alike, so no named entity beyond XML's. */
export function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, escapeCharacter) : text;
}

/** For a value between double quotes. */
export function escapeAttribute(value: string): string {
  return /[&<>"]/.test(value) ? value.replace(/[&<>"]/g, escapeCharacter) : value;
}

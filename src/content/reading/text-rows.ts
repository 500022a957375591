const [QUOTE, COMMA, OPEN, CLOSE] = [0x22, 0x2c, 0x7b, 0x7d];

/** The rows of a text[][] as PostgreSQL writes it: `{{plain,"with, comma",NULL},{…}}`; `{}` has none. */
export function rowsOfText(text: string): (string | null)[][] {
  const rows: (string | null)[][] = [];
  const hasBackslash = text.includes("\\");
  let row: (string | null)[] = [];
  for (let at = 1; at < text.length - 1;) {
    const code = text.charCodeAt(at);
    if (code === OPEN) rows.push((row = []));
    if (code === OPEN || code === CLOSE || code === COMMA) {
      at += 1;
      continue;
    }
    const end = code === QUOTE ? endOfQuoted(text, at, hasBackslash) : endOfPlain(text, at);
    row.push(code === QUOTE ? unquoted(text.slice(at + 1, end - 1)) : nullable(text.slice(at, end)));
    at = end;
  }
  return rows;
}

function endOfPlain(text: string, start: number): number {
  let end = start;
  for (let code = 0; code !== COMMA && code !== CLOSE; code = text.charCodeAt(end)) end += 1;
  return end;
}

/**
 * Behind the closing quote: one that no backslash makes text.
 *
 * @param hasBackslash anywhere: a look for the next one would else go to the end of the text for each cell
 */
function endOfQuoted(text: string, start: number, hasBackslash: boolean): number {
  const quote = text.indexOf('"', start + 1);
  if (!hasBackslash) return quote + 1;
  const backslash = text.indexOf("\\", start + 1);
  if (backslash < 0 || backslash > quote) return quote + 1;
  let end = backslash;
  while (text.charCodeAt(end) !== QUOTE) end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}

const unquoted = (text: string): string => (text.includes("\\") ? text.replaceAll(/\\(.)/gs, "$1") : text);

/** The word NULL in quotes is text. */
const nullable = (text: string): string | null => (text === "NULL" ? null : text);

const NEEDS_CLEANING = /[\p{Cc}\p{Cs}]| {2}/u;
const CONTROLS = /[^\P{Cc}\t\n\f\r]+/gu;
const WHITE_SPACE = /[\t\n\f\r ]+/g;

/**
 * Text as HTML shows it: runs of ASCII white space become one space (kept at the ends), control characters go,
 * lone surrogates become U+FFFD. No-break spaces stay.
 */
export function collapseText(text: string): string {
  if (!NEEDS_CLEANING.test(text)) return text;
  return text.replace(CONTROLS, "").replace(WHITE_SPACE, " ").toWellFormed();
}

/** The same, without a space at either end. */
export function cleanText(text: string): string {
  const collapsed = collapseText(text);
  const start = collapsed.startsWith(" ") ? 1 : 0;
  const end = collapsed.length > start && collapsed.endsWith(" ") ? -1 : undefined;
  return collapsed.slice(start, end);
}

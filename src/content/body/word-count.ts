import type { StoredBlock } from "./stored-body.ts";

const WORDS_PER_MINUTE = 240;
/** Han and kana, which stand without spaces; else a letter or digit and what follows it up to a space or a dash. */
const WORDS =
  /[\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]+|[\p{L}\p{N}][^\s\u2013-\u2015\u2026\u3000-\u30FF\u3400-\u9FFF\uF900-\uFAFF]*/gu;
const IDEOGRAPH = /^[\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u;
const IDEOGRAPHS_PER_WORD = 2;

/**
 * Words in a body's own text, as an editor counts them: « l'armée » and « nord-coréens » are one each, a lone « : » none,
 * two Chinese or Japanese characters one. Captions, related stories and embeds are not counted.
 */
export function wordCount(blocks: readonly StoredBlock[]): number {
  let count = 0;
  for (const block of blocks) for (const text of textsOf(block)) count += wordsIn(text);
  return count;
}

/** Whole minutes at 240 words each, at least 1. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.ceil(words / WORDS_PER_MINUTE));
}

function wordsIn(text: string): number {
  let count = 0;
  for (const word of text.match(WORDS) ?? [])
    count += IDEOGRAPH.test(word) ? Math.ceil(word.length / IDEOGRAPHS_PER_WORD) : 1;
  return count;
}

function textsOf(block: StoredBlock): string[] {
  switch (block.type) {
    case "PARAGRAPH":
    case "HEADING":
    case "QUOTE":
      return [block.content.text];
    case "LIST":
      return block.items.map((item) => item.text);
    case "TABLE":
      return block.rows.flat();
    case "IMAGE":
    case "RELATED_STORY":
    case "EMBED":
    case "DIVIDER":
      return [];
  }
}

import type { StoredBlock } from "../body/stored-body.ts";
import { plainEndings, plainLetters, plainWords, SEARCH_CONFIGS, type SearchConfig } from "./search-words.rules.ts";

/** PostgreSQL counts no further than 16,383 places; room is left for what stands above the body. */
const MAX_WORDS = 15_000;
/** A tsvector holds one megabyte; at three bytes a character this is well below. */
const MAX_LENGTH = 200_000;

/** Texts as they are searched, as one; of long ones the beginning. */
export function searchText(texts: readonly string[], config: SearchConfig): string {
  const words = plainWords(texts.join("\n").slice(0, MAX_LENGTH), config);
  // So many words have so many characters at least, and a space each.
  return words.length < 2 * MAX_WORDS ? words : words.split(" ", MAX_WORDS).join(" ");
}

/** What is written in a body, text by text. What it refers to (pictures, other stories) is not its own. */
export function textsOf(blocks: readonly StoredBlock[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case "PARAGRAPH":
      case "HEADING":
        return [block.content.text];
      case "QUOTE":
        return [block.content.text, ...(block.attribution === undefined ? [] : [block.attribution])];
      case "LIST":
        return block.items.map(({ text }) => text);
      case "TABLE":
        return [...(block.caption === undefined ? [] : [block.caption]), ...block.rows.flat()];
      case "IMAGE":
      case "RELATED_STORY":
      case "EMBED":
      case "DIVIDER":
        return [];
    }
  });
}

/** More of a query is not read: nobody types it, and PostgreSQL refuses one with a word of 2,047 bytes. */
const MAX_QUERY_LENGTH = 500;
/** Words and quotation marks of a query: each has its own stories looked up. */
const MAX_QUERY_TERMS = 32;
/** A quotation mark, or a word, and the minus in front of either; anything else parts words. */
const TERMS = /(?:(?<![^\s"])-)?(?:"|[\p{L}\p{M}\p{Nd}]+)/gu;

/** The words and quotation marks of a reader's query that count, each with its minus. */
export const searchTerms = (query: string): string[] =>
  (query.slice(0, MAX_QUERY_LENGTH).match(TERMS) ?? []).slice(0, MAX_QUERY_TERMS);

/** A reader's query in the syntax of websearch_to_tsquery, in the plain spelling of each of SEARCH_CONFIGS. */
export function queryTexts(query: string): string[] {
  const plainQuery = searchTerms(query)
    .map((term) => (/^-?"$/.test(term) ? term : (term.startsWith("-") ? "-" : "") + plainLetters(term)))
    .join(" ");
  return SEARCH_CONFIGS.map((config) => plainEndings(plainQuery.trim(), config));
}

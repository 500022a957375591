/*
 * Texts are searched word by word, in a plain spelling that stories and queries share. Each word here is one word to
 * PostgreSQL's parser, too, so that the n-th place of a tsvector is the n-th word of its text.
 */

/** PostgreSQL's text search configurations, by language; for all other languages `simple`, which knows no grammar. */
const CONFIGS = {
  en: "english",
  fr: "french",
  de: "german",
  es: "spanish",
  it: "italian",
  pt: "portuguese",
  nl: "dutch",
} as const;

export type SearchConfig = (typeof CONFIGS)[keyof typeof CONFIGS] | "simple";

export const SEARCH_CONFIGS: readonly SearchConfig[] = [...Object.values(CONFIGS), "simple"];

/** @param language BCP 47 */
export function searchConfigOf(language: string): SearchConfig {
  const [primary = ""] = language.toLowerCase().split("-");
  return Object.entries(CONFIGS).find(([known]) => known === primary)?.[1] ?? "simple";
}

/**
 * Endings that a stemmer tells by their accents only: without, « mangée » would not be found by « manger », nor
 * « información » by « informaciones ».
 */
const ENDINGS: Partial<Record<SearchConfig, readonly [ending: RegExp, spelling: string]>> = {
  french: [/ee(?=s?(?: |$))/g, "e"],
  spanish: [/cion(?= |$)/g, "ción"],
  portuguese: [/oes(?= |$)/g, "ao"],
};

/** Letters that Unicode does not take for an accented one. */
const LETTERS: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ß: "ss" };

const WORD = /[\p{L}\p{M}\p{Nd}]+/gu;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{Nd}]+/gu;
const ACCENTS = /[\u0300-\u036f]+/g;
/** PostgreSQL passes over a longer word. */
const MAX_WORD_BYTES = 2046;

/** The words of a text in lower case, without accents, a space between them. */
export const plainWords = (text: string, config: SearchConfig): string => plainEndings(plainLetters(text), config);

/** `plainWords` but for the endings of a language. */
export const plainLetters = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(ACCENTS, "")
    .replace(/[œæøłđß]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFC")
    .replace(BETWEEN_WORDS, " ")
    .trim();

/** @param words as `plainLetters` makes them */
export function plainEndings(words: string, config: SearchConfig): string {
  const [ending, spelling] = ENDINGS[config] ?? [];
  return ending && spelling !== undefined ? words.replace(ending, spelling) : words;
}

export interface PlacedWord {
  /** As searched. */
  readonly plain: string;
  /** UTF-16 code units into its text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** The words of a text, in order, as PostgreSQL counts them in its `plainWords`. */
export function* wordsOf(text: string, config: SearchConfig): Generator<PlacedWord> {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const plain = plainWords(word, config);
    if (plain !== "" && Buffer.byteLength(plain) <= MAX_WORD_BYTES)
      yield { plain, start: index, end: index + word.length };
  }
}

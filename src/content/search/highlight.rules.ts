import { escapeText } from "../body/escape-html.ts";
import { type PlacedWord, type SearchConfig, wordsOf } from "./search-words.rules.ts";

/** Lexemes found in a text, with the places of their words, from 1; at the same time what PostgreSQL answers. */
export type Places = readonly (readonly [lexeme: string, places: readonly number[]])[];

/** A word of a text that was found; `index` among the text's words. */
interface Hit {
  readonly index: number;
  readonly lexeme: string;
}

interface Passage {
  readonly text: string;
  readonly words: readonly PlacedWord[];
  readonly hits: readonly Hit[];
}

/** Words of a fragment at the most, and how many of them stand before the first one found. */
const FRAGMENT_WORDS = 32;
const WORDS_BEFORE = 6;

/** A text as HTML, the words found in `<mark>`; null when there are none. */
export function highlight(text: string, places: Places, config: SearchConfig): string | null {
  const [passage] = passagesOf([text], places, config);
  return passage && passage.hits.length > 0 ? markup(passage, 0, passage.words.length) : null;
}

/**
 * The fragment that has the most of the words found, of several texts: about 32 words of one of them, as `highlight`,
 * with "…" where it was cut. Null when there are none.
 */
export function bestFragment(texts: readonly string[], places: Places, config: SearchConfig): string | null {
  let best: { passage: Passage; from: number; weight: number } | undefined;
  for (const passage of passagesOf(texts, places, config))
    for (const { index } of passage.hits) {
      const near = passage.hits.filter(
        (hit) => hit.index >= index && hit.index < index + FRAGMENT_WORDS - WORDS_BEFORE,
      );
      const weight = new Set(near.map(({ lexeme }) => lexeme)).size * FRAGMENT_WORDS + near.length;
      if (!best || weight > best.weight) best = { passage, from: index, weight };
    }
  if (!best) return null;
  const { passage, from } = best;
  const last = Math.max(0, passage.words.length - FRAGMENT_WORDS);
  const start = Math.min(Math.max(0, from - WORDS_BEFORE), last);
  return markup(passage, start, start + FRAGMENT_WORDS);
}

function passagesOf(texts: readonly string[], places: Places, config: SearchConfig): Passage[] {
  const lexemes = new Map(places.flatMap(([lexeme, at]) => at.map((place) => [place, lexeme] as const)));
  let count = 0;
  return texts.map((text) => {
    const words = [...wordsOf(text, config)];
    const hits = words.flatMap(({ plain }, index) => {
      const lexeme = lexemes.get(count + index + 1);
      // A stem begins as its word does. Where it does not, PostgreSQL has counted the words in another way (in rare
      // scripts): better no mark than one in the wrong place.
      return lexeme !== undefined && lexeme.startsWith(plain.slice(0, 1)) ? [{ index, lexeme }] : [];
    });
    count += words.length;
    return { text, words, hits };
  });
}

/** The words from `start` to before `end`, with what stands between them. */
function markup({ text, words, hits }: Passage, start: number, end: number): string {
  let at = start === 0 ? 0 : (words[start]?.start ?? 0);
  let html = start === 0 ? "" : "…";
  for (const { index } of hits) {
    const word = words[index];
    if (!word || index < start || index >= end) continue;
    html += `${escapeText(text.slice(at, word.start))}<mark>${escapeText(text.slice(word.start, word.end))}</mark>`;
    at = word.end;
  }
  const isCut = end < words.length;
  const stop = isCut ? (words[end - 1]?.end ?? text.length) : text.length;
  return html + escapeText(text.slice(at, stop)) + (isCut ? "…" : "");
}

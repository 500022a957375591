import { type BodyParts, embedAddress, imagePart, relatedPart } from "./body-parts.ts";
import type { StoredBlock } from "./stored-body.ts";

/** A word longer than this is cut inside (an address, or a script that puts no spaces between words). */
const MAX_WORD_CHARS = 40;
/** How far before a cut the start of its grapheme is looked for. */
const WINDOW_CHARS = 256;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Blocks as plain text, a blank line between them.
 *
 * @param maxChars in UTF-16 units, the closing "…" included; a longer text is cut between words, never inside a character
 */
export function renderText(blocks: readonly StoredBlock[], parts: BodyParts, maxChars = Infinity): string {
  let text = "";
  for (const block of blocks) {
    const next = blockText(block, parts);
    if (next !== "") text += text === "" ? next : `\n\n${next}`;
    if (text.length > maxChars) return cutText(text, maxChars);
  }
  return text;
}

/** One block, or "" when what it refers to is not there or says nothing. */
export function blockText(block: StoredBlock, parts: BodyParts): string {
  switch (block.type) {
    case "PARAGRAPH":
    case "HEADING":
      return block.content.text;
    case "LIST":
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : "-"} ${item.text}`).join("\n");
    case "QUOTE":
      return block.attribution === undefined ? block.content.text : `${block.content.text}\n— ${block.attribution}`;
    case "IMAGE": {
      const part = imagePart(block, parts);
      return part === null
        ? ""
        : [part.caption ?? part.alt, part.credit === null ? "" : `(${part.credit})`].filter(Boolean).join(" ");
    }
    case "RELATED_STORY": {
      const part = relatedPart(block, parts);
      return part === null ? "" : `${part.label}: ${part.headline}`;
    }
    case "EMBED":
      return embedAddress(block) ?? "";
    case "TABLE":
      return [
        ...(block.caption === undefined ? [] : [block.caption]),
        ...block.rows.map((row) => row.join(" | ")),
      ].join("\n");
    case "DIVIDER":
      return "* * *";
  }
}

/** `text` in at most `maxChars` UTF-16 units, with "…" where it was cut. */
export function cutText(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const end = Math.floor(maxChars) - 1;
  if (!(end >= 0)) return "";
  const space = text.slice(0, end + 1).search(/\s\S*$/);
  const cut = space > 0 && end - space <= MAX_WORD_CHARS ? space : graphemeStart(text, end);
  return `${text.slice(0, cut).trimEnd()}…`;
}

/** The last boundary between characters at or before `position`. */
function graphemeStart(text: string, position: number): number {
  const start = Math.max(0, position - WINDOW_CHARS);
  const inWindow = graphemes.segment(text.slice(start, position + WINDOW_CHARS)).containing(position - start);
  return start + (inWindow?.index ?? 0);
}

/**
 * A body as stored and as ingest hands it over: blocks in reading order.
 * Text is Unicode as the reader sees it; `html` is sanitised and present only where it says more than the text.
 */
export interface StoredText {
  text: string;
  /** Inline HTML (a, em, strong, s, u, sub, sup, code, mark, br, q, cite, abbr, time, span[lang|dir]). */
  html?: string;
  /** Links in reading order; offsets are UTF-16 code units into `text`, end exclusive. */
  links?: StoredLink[];
}

export interface StoredLink {
  start: number;
  end: number;
  href: string;
}

export type ParagraphRole = "BODY" | "LEAD" | "LEAD_IN";

export type StoredBlock =
  | { type: "PARAGRAPH"; role: ParagraphRole; content: StoredText }
  | { type: "HEADING"; level: number; anchor: string; content: StoredText }
  | { type: "LIST"; ordered: boolean; items: StoredText[] }
  | { type: "QUOTE"; content: StoredText; attribution?: string }
  /** `image` is the image's URL, the key under which it is stored. */
  | { type: "IMAGE"; image: string }
  /** `anchor` names the edge that stands here: the one with placement INLINE and the same anchor. */
  | { type: "RELATED_STORY"; anchor: string }
  | { type: "EMBED"; provider: string; sourceUrl: string }
  | { type: "TABLE"; rows: string[][]; hasHeader: boolean; caption?: string }
  | { type: "DIVIDER" };

export type BlockType = StoredBlock["type"];

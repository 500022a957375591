import type { ImageDraft } from "../article/article.draft.ts";
import { BodyReader } from "./body-reader.ts";
import { parseFragment } from "./html-tree.ts";
import type { RelatedBox } from "./related-box.ts";
import type { StoredBlock } from "./stored-body.ts";

export type { RelatedBox } from "./related-box.ts";

export interface ParsedBody {
  /** In reading order. */
  blocks: StoredBlock[];
  /** Each image the blocks show, once, in order; `association:NAME` images are not among them. */
  images: ImageDraft[];
  /** One for each story that a box names, beside its RELATED_STORY block. */
  relatedBoxes: RelatedBox[];
  /** What was left out, scripts excepted: for the report. At most 51. */
  notes: string[];
}

export interface ParseBodyOptions {
  /** The page's address: makes relative addresses absolute. Links that start with "/" stay as they are. */
  baseUrl?: string;
}

/**
 * Reads the HTML or XHTML fragment of an article's body. The input is hostile: only what the blocks can say gets through,
 * and of inline markup only what `StoredText` lists. Never throws.
 */
export function parseBody(html: string, options: ParseBodyOptions = {}): ParsedBody {
  const reader = new BodyReader(options.baseUrl);
  reader.read(parseFragment(html));
  return {
    blocks: reader.blocks,
    images: [...reader.images.values()],
    relatedBoxes: reader.relatedBoxes,
    notes: reader.notes.list(),
  };
}

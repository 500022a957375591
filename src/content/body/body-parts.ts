import { imageUrl, resourceUrl } from "./safe-url.ts";
import type { StoredBlock } from "./stored-body.ts";

/** The story at an inline anchor, as the reader is told of it. */
export interface RelatedPart {
  /** « À lire aussi », without a colon. */
  label: string;
  headline: string;
  /** http(s), or a path on this site. */
  url: string;
  /** « 22 novembre 2024 · 10:28 ». */
  publishedLabel?: string;
}

export interface ImagePart {
  url: string;
  alt: string;
  caption: string | null;
  credit: string | null;
  /** Pixels. */
  width: number | null;
  height: number | null;
}

/** What blocks refer to. A block whose part is missing, or has no address fit to show, is not rendered in any form. */
export interface BodyParts {
  /** By anchor. */
  related: ReadonlyMap<string, RelatedPart>;
  /** By URL. */
  images: ReadonlyMap<string, ImagePart>;
}

export function relatedPart(
  block: Extract<StoredBlock, { type: "RELATED_STORY" }>,
  parts: BodyParts,
): RelatedPart | null {
  const part = parts.related.get(block.anchor);
  const url = resourceUrl(part?.url ?? "");
  return part === undefined || url === null ? null : { ...part, url };
}

export function imagePart(block: Extract<StoredBlock, { type: "IMAGE" }>, parts: BodyParts): ImagePart | null {
  const part = parts.images.get(block.image);
  const url = imageUrl(part?.url ?? "");
  return part === undefined || url === null ? null : { ...part, url };
}

/** The address of an embed, or null when it is not one a reader may be sent to. */
export function embedAddress(block: Extract<StoredBlock, { type: "EMBED" }>): string | null {
  const url = resourceUrl(block.sourceUrl);
  return url?.startsWith("http") ? url : null;
}

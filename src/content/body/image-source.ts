import type { Element } from "domhandler";
import { parseSrcset } from "srcset";
import type { ImageDraft, RenditionDraft } from "../article/article.draft.ts";
import { cleanText } from "./clean-text.ts";
import { attribute, elementsNamed } from "./html-tree.ts";
import { resourceUrl } from "./safe-url.ts";

const MAX_SRCSET_CHARS = 16_384;
const MAX_RENDITIONS = 40;
/** Where pages keep the address of an image that loads late; `src` then holds a placeholder. */
const SOURCE_ATTRIBUTES = ["src", "data-src", "data-lazy-src", "data-original"];
const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["png", "image/png"],
  ["webp", "image/webp"],
  ["avif", "image/avif"],
  ["gif", "image/gif"],
  ["svg", "image/svg+xml"],
]);

/** The image an `img` or `picture` shows, or null when it has no address we may fetch. */
export function readImage(element: Element, baseUrl?: string): ImageDraft | null {
  const img = element.name === "picture" ? elementsNamed(element.children, "img")[0] : element;
  const sources = element.name === "picture" ? elementsNamed(element.children, "source") : [];
  const renditions = readRenditions([...(img ? [img] : []), ...sources], baseUrl);
  const url = (img && sourceUrl(img, baseUrl)) ?? renditions.at(-1)?.href;
  if (url === undefined) return null;
  const width = pixels(img?.attribs["width"]);
  const height = pixels(img?.attribs["height"]);
  return {
    url,
    alt: cleanText(img?.attribs["alt"] ?? ""),
    ...(width && { width }),
    ...(height && { height }),
    renditions,
  };
}

/** Whether this is a counter, not a picture: a pixel at most in either direction. */
export function isTrackingPixel(element: Element): boolean {
  return [element.attribs["width"], element.attribs["height"]].some((size) => size === "0" || size === "1");
}

function sourceUrl(img: Element, baseUrl?: string): string | undefined {
  for (const name of SOURCE_ATTRIBUTES) {
    const value = attribute(img, name);
    const url = value === undefined ? null : resourceUrl(value, baseUrl);
    if (url !== null) return url;
  }
  return undefined;
}

function readRenditions(elements: Element[], baseUrl?: string): RenditionDraft[] {
  const byHref = new Map<string, RenditionDraft>();
  const names = new Set<string>();
  for (const element of elements) {
    const srcset = attribute(element, "srcset") ?? attribute(element, "data-srcset") ?? "";
    if (srcset.length > MAX_SRCSET_CHARS) continue;
    for (const { url, width, density } of parseSrcset(srcset)) {
      const href = resourceUrl(url, baseUrl);
      if (href === null || byHref.has(href) || byHref.size === MAX_RENDITIONS) continue;
      const contentType = contentTypeOf(href, attribute(element, "type"));
      const size = width === undefined ? `${density ?? 1}x` : `${width}w`;
      const name = names.has(size) ? `${size}-${byHref.size + 1}` : size;
      names.add(name);
      byHref.set(href, { name, href, contentType, ...(isPixels(width) && { width }) });
    }
  }
  return [...byHref.values()];
}

/** Guessed from the extension; `declared` (a source's type attribute) goes before the guess. */
function contentTypeOf(href: string, declared?: string): string {
  if (declared !== undefined && /^image\/[\w.+-]{1,40}$/.test(declared)) return declared;
  const extension = /\.([a-z]{3,4})(?:[?#]|$)/i.exec(href)?.[1]?.toLowerCase() ?? "";
  return CONTENT_TYPES.get(extension) ?? "image/jpeg";
}

function pixels(value: string | undefined): number | undefined {
  const match = /^\s*(\d{1,5})(?:px)?\s*$/.exec(value ?? "");
  const size = Number(match?.[1]);
  return isPixels(size) ? size : undefined;
}

const isPixels = (size: number | undefined): size is number =>
  size !== undefined && Number.isInteger(size) && size > 0 && size < 100_000;

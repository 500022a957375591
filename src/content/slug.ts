import { createHash } from "node:crypto";
import anyAscii from "any-ascii";

const MAX_SLUG_LENGTH = 160;
/** Read before transliteration, so that a huge text costs no more than a long headline. */
const MAX_TEXT_LENGTH = 1_000;
const APOSTROPHES = /['\u2018\u2019\u201B\u02BC\uFF07`´]/g;

/**
 * The text as a piece of a URL: lower-case ASCII letters, digits and single hyphens, 1 to 160 characters.
 * Every script is transliterated (« Москва » → `moskva`); text with no letter or digit in it answers `s-` and
 * 12 hexadecimal digits of its SHA-256. The same text always answers the same slug, and a slug answers itself.
 */
export function slugify(text: string): string {
  // Apostrophes go first: those that transliteration adds (a Cyrillic soft sign) do not separate words.
  const words = text.slice(0, MAX_TEXT_LENGTH).normalize("NFKC").replace(APOSTROPHES, " ");
  const slug = anyAscii(words)
    .toLowerCase()
    .replace(/['`]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return slug === "" ? `s-${createHash("sha256").update(text).digest("hex").slice(0, 12)}` : cut(slug, MAX_SLUG_LENGTH);
}

/** `base`, or the first of `base-2`, `base-3`… that is free; `base` is shortened where the number needs the room. */
export function uniqueSlug(base: string, isTaken: (slug: string) => boolean): string {
  let slug = cut(base, MAX_SLUG_LENGTH);
  for (let number = 2; isTaken(slug); number++) {
    const suffix = `-${number}`;
    slug = cut(base, MAX_SLUG_LENGTH - suffix.length) + suffix;
  }
  return slug;
}

/** Cuts at a hyphen, unless that would cost more than half of the room. */
function cut(slug: string, maxLength: number): string {
  if (slug.length <= maxLength) return slug;
  const hyphen = slug.lastIndexOf("-", maxLength);
  return slug.slice(0, hyphen > maxLength / 2 ? hyphen : maxLength).replace(/-$/, "");
}

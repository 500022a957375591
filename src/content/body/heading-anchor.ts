const MAX_CHARS = 80;
const VALID_ID = /^[\p{L}\p{N}_][\p{L}\p{N}_.:-]{0,79}$/u;

/** Gives out the anchors of one body: each heading its own. */
export class HeadingAnchors {
  readonly #given = new Set<string>();
  readonly #nextSuffix = new Map<string, number>();

  /** The element's `id` when it can be one, else made from the text; numbered from 2 when already given. */
  give(id: string | undefined, text: string): string {
    const wanted = id !== undefined && VALID_ID.test(id) ? id : anchorOf(text);
    let anchor = wanted;
    let suffix = this.#nextSuffix.get(wanted) ?? 2;
    for (; this.#given.has(anchor); suffix += 1) anchor = `${wanted}-${suffix}`;
    this.#nextSuffix.set(wanted, suffix);
    this.#given.add(anchor);
    return anchor;
  }
}

/** Lower-case letters and digits of any script, without accents, joined by hyphens. */
function anchorOf(text: string): string {
  const letters = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  const slug = letters.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-/, "");
  // The cut may halve a surrogate pair.
  const short = slug.slice(0, MAX_CHARS).replace(/\p{Cs}$/u, "");
  return short.replace(/-$/, "") || "section";
}

import { posix } from "node:path";

/** A link of a document, to another file of the repository or to a heading. */
export interface Link {
  /** From the top level. */
  readonly path: string;
  /** What stands behind « # »; undefined: the file itself is meant. */
  readonly anchor: string | undefined;
}

const FENCE = /^(```|~~~)[^]*?^\1/gm;
const CODE = /`[^`\n]*`/g;
const LINK = /\]\(([^()\s]+)\)/g;
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/**
 * The relative links of a document.
 *
 * @param path of the document, from the top level
 */
export function linksIn(path: string, markdown: string): Link[] {
  const prose = markdown.replace(FENCE, "").replace(CODE, "");
  return [...prose.matchAll(LINK)].flatMap(([, target = ""]) => {
    if (ELSEWHERE.test(target)) return [];
    const [file = "", anchor] = target.split("#");
    return [{ path: file === "" ? path : posix.join(posix.dirname(path), file), anchor }];
  });
}

/** The anchors that a forge gives a document's headings: in lower case, without punctuation, spaces as hyphens. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of markdown.replace(FENCE, "").matchAll(/^#{1,6} +(.+)$/gm)) {
    const anchor = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
      .replaceAll(" ", "-");
    let [free, times] = [anchor, 0];
    while (anchors.has(free)) free = `${anchor}-${++times}`;
    anchors.add(free);
  }
  return anchors;
}

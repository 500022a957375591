import { type ChildNode, DomHandler } from "domhandler";
import { Parser } from "htmlparser2";

/** What stands deeper is flattened: no newspaper nests so deep, and a tree without end exhausts the stack of who walks it. */
const MAX_DEPTH = 200;
/** Where a page is refused, because the parser's time grows with the square of the tags left open. */
export const MAX_OPEN_TAGS = 1_000;

class TooManyOpenTags extends Error {}

/** Builds the tree without tags below MAX_DEPTH: their text hangs where the depth ended. */
class ShallowHandler extends DomHandler {
  #depth = 0;

  override onopentag(name: string, attribs: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > MAX_OPEN_TAGS) throw new TooManyOpenTags();
    if (this.#depth <= MAX_DEPTH) super.onopentag(name, attribs);
  }

  override onclosetag(): void {
    if (this.#depth <= MAX_DEPTH) super.onclosetag();
    this.#depth -= 1;
  }
}

/**
 * A whole page, scripts and all, each element with its place in the text (`startIndex`). Never throws.
 *
 * @returns undefined when it nests more than 1,000 tags
 */
export function parsePage(html: string): ChildNode[] | undefined {
  const handler = new ShallowHandler(null, { withStartIndices: true });
  try {
    new Parser(handler, { recognizeCDATA: true }).end(html);
    return handler.dom;
  } catch (error) {
    if (error instanceof TooManyOpenTags) return undefined;
    throw error;
  }
}

import { DomHandler, type DomHandlerOptions } from "domhandler";

/** The parser's time grows with the square of the tags left open. */
export const MAX_OPEN_TAGS = 1_000;

/** More than MAX_OPEN_TAGS are open in each other. */
export class TooManyOpenTagsError extends Error {}

/**
 * Builds the tree without tags below a depth: their text hangs where the depth ended. Newspapers do not nest deep; a
 * hostile text would exhaust the stack of whoever walks it.
 */
export class ShallowHandler extends DomHandler {
  readonly #maxDepth: number;
  #depth = 0;

  constructor(maxDepth: number, options?: DomHandlerOptions) {
    super(null, options);
    this.#maxDepth = maxDepth;
  }

  /** @throws {TooManyOpenTagsError} */
  override onopentag(name: string, attribs: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > MAX_OPEN_TAGS) throw new TooManyOpenTagsError();
    if (this.#depth <= this.#maxDepth) super.onopentag(name, attribs);
  }

  override onclosetag(): void {
    if (this.#depth <= this.#maxDepth) super.onclosetag();
    this.#depth -= 1;
  }
}

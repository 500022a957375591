import { BROKEN_ITEM, ItemBuffer, type ItemBytes, isBlankByte, MAX_ITEM_BYTES } from "./input-bytes.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * The elements of a JSON array, in constant memory, each for `JSON.parse` to judge. Only strings and brackets are
 * followed: streaming JSON parsers stop for good at the first fault, while here the next element is still found.
 * An array that is cut short, or is followed by more, ends with a broken element that says so.
 */
export async function* arrayElements(input: AsyncIterable<Uint8Array>): AsyncGenerator<ItemBytes> {
  const splitter = new ArraySplitter();
  for await (const chunk of input) yield* splitter.push(chunk);
  yield* splitter.end();
}

class ArraySplitter {
  private readonly element = new ItemBuffer(MAX_ITEM_BYTES);
  /** 0 before the array, 1 in it, 2 and more in an element; -1 after it. */
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private elementCount = 0;
  private hasTrailer = false;

  *push(chunk: Uint8Array): Generator<ItemBytes> {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.depth < 1) {
        from = at + 1;
        this.outside(byte);
      } else if (this.isSeparator(byte)) {
        this.element.append(chunk.subarray(from, at));
        from = at + 1;
        if (this.depth < 1) yield* this.last();
        else yield this.next();
      }
    }
    if (this.depth >= 1) this.element.append(chunk.subarray(from));
  }

  *end(): Generator<ItemBytes> {
    if (this.depth >= 1) yield BROKEN_ITEM.cutShort;
    if (this.hasTrailer) yield BROKEN_ITEM.trailer;
  }

  /** Follows strings and brackets; whether an element of the array ends here. */
  private isSeparator(byte: number): boolean {
    if (this.isInString) {
      // A string never holds a raw line break: one that seems to was left open.
      if (this.isEscaped) this.isEscaped = false;
      else if (byte === BACKSLASH) this.isEscaped = true;
      else if (byte === QUOTE || byte === NEWLINE) this.isInString = false;
      return false;
    }
    if (byte === QUOTE) this.isInString = true;
    else if (OPENING.has(byte)) this.depth++;
    else if (CLOSING.has(byte)) {
      this.depth--;
      if (this.depth === 0) this.depth = -1;
      return this.depth === -1;
    }
    return byte === COMMA && this.depth === 1;
  }

  private outside(byte: number): void {
    if (this.depth === 0 && OPENING.has(byte)) this.depth = 1;
    else if (this.depth === -1 && !isBlankByte(byte)) this.hasTrailer = true;
  }

  private next(): ItemBytes {
    this.elementCount++;
    return this.element.take();
  }

  /** `[]` has no element; after a comma there must be one. */
  private *last(): Generator<ItemBytes> {
    if (this.elementCount > 0 || !this.element.isBlank()) yield this.next();
  }
}

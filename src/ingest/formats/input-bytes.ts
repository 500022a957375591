/** The longest item, line or page, in bytes: 16 MiB. */
export const MAX_ITEM_BYTES = 16 * 1024 * 1024;

/** The first bytes of an input, `headBytes` or all there are, and the whole input from its beginning. */
export async function startOf(input: AsyncIterable<Uint8Array>, headBytes: number) {
  const iterator = input[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isDone = false;
  while (length < headBytes && !isDone) {
    const next = await iterator.next();
    if (next.done === true) isDone = true;
    else {
      chunks.push(next.value);
      length += next.value.length;
    }
  }
  return { head: Buffer.concat(chunks).subarray(0, headBytes), rest: replay(chunks, isDone ? undefined : iterator) };
}

/** All bytes of an input, or undefined when there are more than `maxBytes`. */
export async function restOf(input: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* replay(
  chunks: Uint8Array[],
  iterator: AsyncIterator<Uint8Array> | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    while (chunks.length > 0) yield chunks.shift() ?? new Uint8Array();
    for (let next = await iterator?.next(); next !== undefined && next.done !== true; next = await iterator?.next())
      yield next.value;
  } finally {
    // Whoever stops reading early gives the file back.
    await iterator?.return?.();
  }
}

/** The bytes of one item, or why they are not there. */
export type ItemBytes = Uint8Array | { reason: string };

export const BROKEN_ITEM = {
  tooLong: { reason: "is longer than 16 MiB" },
  cutShort: { reason: "is not whole: the input ends before the array does" },
  trailer: { reason: "is not expected: the array has ended before it" },
};

const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** White space as JSON knows it. */
export const isBlankByte = (byte: number): boolean => BLANKS.has(byte);

/** Collects the bytes of one item across chunks; beyond the limit it only remembers that there were too many. */
export class ItemBuffer {
  private readonly maxBytes: number;
  private parts: Uint8Array[] = [];
  private length = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  append(bytes: Uint8Array): void {
    this.length += bytes.length;
    if (this.length > this.maxBytes) this.parts = [];
    else if (bytes.length > 0) this.parts.push(bytes);
  }

  /** Nothing but white space, or a byte order mark, so far. */
  isBlank(): boolean {
    return (
      this.length <= this.maxBytes &&
      this.parts.every((part) => part.every((byte) => isBlankByte(byte) || BYTE_ORDER_MARK.includes(byte)))
    );
  }

  /** The item, whose place is empty afterwards. */
  take(): ItemBytes {
    const item = this.length > this.maxBytes ? BROKEN_ITEM.tooLong : Buffer.concat(this.parts, this.length);
    this.parts = [];
    this.length = 0;
    return item;
  }
}

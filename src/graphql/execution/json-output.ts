import { slices } from "../../time-slice.ts";

/** JSON in UTF-8, in parts that follow each other. */
export type Json = Uint8Array | readonly Json[];

/** What is to be waited for, and written there; undefined: all is written. */
export type Pending = PromiseLike<Json> | undefined;

/** Of the buffer that everything is written in; a larger one goes with the answer that needed it. */
const KEPT_BYTES = 262_144;
/** Punctuation and numbers fit in without a look at the room that is left. */
const SLACK = 64;
/** UTF-16 units; longer text is sooner encoded by the engine, and then looked at. */
const LONGEST_BY_CHARACTER = 24;

const [COMMA, QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, CLOSE_OBJECT] = [0x2c, 0x22, 0x5c, 0x5b, 0x5d, 0x7d];
const bytesOf = (text: string): Uint8Array => Buffer.from(text);
const TRUE = bytesOf("true");
const FALSE = bytesOf("false");
export const NO_FIELDS = bytesOf("{}");
const BEFORE_DATA = bytesOf('{"data":');
export const END_OBJECT = bytesOf("}");
const NULL = bytesOf("null");

/**
 * Where answers are written: what `JSON.stringify` and UTF-8 would come to, without the objects in between. Names come
 * encoded from the plan; each text is encoded by itself, so that no one « ’ » makes all of a large answer dearer. What
 * is neither text nor true or false is left to `JSON.stringify`, and so is text that takes more than a backslash here and
 * there.
 *
 * One for all requests, as nothing waits while it is written: who has to wait takes along what it has written so far.
 */
class JsonOutput {
  #bytes = Buffer.allocUnsafeSlow(KEPT_BYTES);
  #end = 0;

  /** How much is written. */
  get end(): number {
    return this.#end;
  }

  /** Takes back all from there on. */
  rewind(start: number): void {
    this.#end = start;
  }

  /** Takes out all from there on, as bytes of their own. */
  take(start: number): Uint8Array {
    const taken = this.#bytes.subarray(start, this.#end);
    this.#end = start;
    if (this.#bytes.length === KEPT_BYTES) return Buffer.from(taken);
    const kept = Buffer.allocUnsafeSlow(Math.max(KEPT_BYTES, start));
    this.#bytes.copy(kept, 0, 0, start);
    this.#bytes = kept;
    return taken;
  }

  /** What `write` writes, taken out: nothing of it stays, even when it throws. */
  capture(write: () => Pending): Json | PromiseLike<Json> {
    const start = this.#end;
    try {
      return write() ?? this.take(start);
    } catch (error) {
      this.#end = start;
      throw error;
    }
  }

  /** @param key as it begins a field: `{"first":`, `,"second":` */
  key(key: Uint8Array): void {
    this.#copy(key);
  }

  /** @param fieldCount how many it has had */
  endObject(fieldCount: number): void {
    if (fieldCount === 0) this.#copy(NO_FIELDS);
    else this.#byte(CLOSE_OBJECT);
  }

  beginList(): void {
    this.#byte(OPEN_LIST);
  }

  separate(): void {
    this.#byte(COMMA);
  }

  endList(): void {
    this.#byte(CLOSE_LIST);
  }

  null(): undefined {
    this.#copy(NULL);
  }

  leaf(value: unknown): undefined {
    if (typeof value === "string") this.#string(value);
    else if (typeof value === "boolean") this.#copy(value ? TRUE : FALSE);
    else this.#text(JSON.stringify(value) ?? "null");
  }

  #string(text: string): void {
    const { length } = text;
    this.#reserve(length * 3);
    if (length > LONGEST_BY_CHARACTER) return this.#longString(text);
    const bytes = this.#bytes;
    let end = this.#end;
    bytes[end++] = QUOTE;
    for (let index = 0; index < length; index++) {
      // Not text.charCodeAt: strings come in more shapes than an inline cache holds, so each would be a look-up.
      const code = String.prototype.charCodeAt.call(text, index);
      if (code < 0x80) {
        if (code === QUOTE || code === BACKSLASH) bytes[end++] = BACKSLASH;
        else if (code < 0x20) return this.#text(JSON.stringify(text));
        bytes[end++] = code;
      } else if (code < 0x800) {
        bytes[end++] = 0xc0 | (code >> 6);
        bytes[end++] = 0x80 | (code & 0x3f);
      } else {
        if (code >= 0xd800 && code < 0xe000) return this.#text(JSON.stringify(text));
        bytes[end++] = 0xe0 | (code >> 12);
        bytes[end++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[end++] = 0x80 | (code & 0x3f);
      }
    }
    bytes[end++] = QUOTE;
    this.#end = end;
  }

  #longString(text: string): void {
    const bytes = this.#bytes;
    const start = this.#end + 1;
    const end = start + bytes.write(text, start);
    for (let index = start; index < end; index++) {
      const byte = bytes[index] as number;
      // A half of a character beyond U+FFFF is encoded as U+FFFD, which begins like this.
      if (byte < 0x20 || byte === QUOTE || byte === BACKSLASH || byte === 0xef) return this.#text(JSON.stringify(text));
    }
    bytes[start - 1] = QUOTE;
    bytes[end] = QUOTE;
    this.#end = end + 1;
  }

  /** JSON as it stands. */
  #text(json: string): void {
    this.#reserve(json.length * 3);
    this.#end += this.#bytes.write(json, this.#end);
  }

  #copy(source: Uint8Array): void {
    const { length } = source;
    this.#reserve(length);
    const bytes = this.#bytes;
    const start = this.#end;
    for (let index = 0; index < length; index++) bytes[start + index] = source[index] ?? 0;
    this.#end = start + length;
  }

  #byte(byte: number): void {
    this.#reserve(0);
    this.#bytes[this.#end++] = byte;
  }

  /** Room for so many bytes and SLACK more. */
  #reserve(length: number): void {
    const needed = this.#end + length + SLACK;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}

export const output = new JsonOutput();

/** Parts of one value, once all are there. */
export const gathered = (parts: readonly (Json | PromiseLike<Json>)[]): Promise<Json> =>
  Promise.all(parts as readonly PromiseLike<Json>[]);

/** A GraphQL answer without errors: `{"data":…}`. */
export async function answerBytes(data: Json): Promise<Buffer> {
  const parts = partsOf([BEFORE_DATA, data, END_OBJECT]);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length <= KEPT_BYTES) return Buffer.concat(parts, length);
  const bytes = Buffer.allocUnsafeSlow(length);
  let end = 0;
  for (const part of parts) {
    // Memory that was never written takes longer to write.
    if (slices.isOver()) await slices.next(parts);
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}

export const joined = (json: Json): Buffer => Buffer.concat(partsOf(json));

function partsOf(json: Json): Uint8Array[] {
  const parts: Uint8Array[] = [];
  collect(json, parts);
  return parts;
}

function collect(json: Json, parts: Uint8Array[]): void {
  if (json instanceof Uint8Array) parts.push(json);
  else for (const part of json) collect(part, parts);
}

import { fstatSync, writeSync } from "node:fs";
import { Socket } from "node:net";

const STDOUT = 1;
/** A busy gateway writes its lines together; nobody waits longer than this for one. */
const MIN_WRITTEN = 8_192;
const MAX_WAIT_MS = 200;
/** Characters that wait while what was written before is not taken; the same again may be on its way. */
const MAX_WAITING = 1_000_000;

type Write = (text: string, onTaken: (error?: Error | null) => void) => void;

/** Lines on stdout. A reader that stalls or has gone holds nobody up: what there is no room for is dropped and counted. */
export class LogOutput {
  readonly #write: Write;
  #waiting = "";
  #droppedCount = 0;
  #isWriting = false;
  #onFlushed: (() => void)[] = [];
  /** Told how many lines were dropped, once there is room again. */
  onDropped: (count: number) => void = () => {};

  constructor(write: Write = stdoutWrite()) {
    this.#write = write;
    setInterval(() => this.#writeOn(), MAX_WAIT_MS).unref();
    process.on("exit", () => this.#writeLast());
  }

  write(line: string): void {
    if (this.#waiting.length + line.length > MAX_WAITING) return void this.#droppedCount++;
    this.#waiting += line;
    if (this.#waiting.length >= MIN_WRITTEN) this.#writeOn();
  }

  /** Calls back once all that was written before is taken. */
  flush(onFlushed: () => void): void {
    this.#onFlushed.push(onFlushed);
    this.#writeOn();
  }

  #writeOn(): void {
    if (this.#isWriting) return;
    if (this.#waiting === "") {
      for (const onFlushed of this.#onFlushed.splice(0)) onFlushed();
      return;
    }
    const text = this.#waiting;
    this.#waiting = "";
    this.#isWriting = true;
    this.#write(text, (error) => {
      this.#isWriting = false;
      if (error) this.#droppedCount += text.split("\n").length - 1;
      else this.#tellDropped();
      if (this.#waiting.length >= MIN_WRITTEN || this.#onFlushed.length > 0) this.#writeOn();
    });
  }

  #tellDropped(): void {
    const count = this.#droppedCount;
    this.#droppedCount = 0;
    if (count > 0) this.onDropped(count);
  }

  /** The process ends: only what is taken at once. */
  #writeLast(): void {
    if (this.#isWriting) return;
    try {
      for (let rest = Buffer.from(this.#waiting); rest.length > 0;) rest = rest.subarray(writeSync(STDOUT, rest));
    } catch {
      // There is nobody to tell.
    }
  }
}

/** Files and terminals take everything at once. To a pipe Node's own stdout would wait for its reader. */
function stdoutWrite(): Write {
  const stat = fstatSync(STDOUT);
  if (!stat.isFIFO() && !stat.isSocket()) return writeAtOnce;
  const pipe = new Socket({ fd: STDOUT, readable: false, writable: true });
  pipe.unref().on("error", () => {});
  return (text, onTaken) => void pipe.write(text, onTaken);
}

const writeAtOnce: Write = (text, onTaken) => {
  try {
    writeSync(STDOUT, text);
    onTaken();
  } catch (error) {
    onTaken(error instanceof Error ? error : new Error(String(error)));
  }
};

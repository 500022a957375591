import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ParsedItem } from "./formats/format.ts";
import type { DocumentRefusal, UnreadDocument } from "./read-document.ts";

/** Beside this file, as it is written and as it is built. */
const THREAD = new URL(
  import.meta.url.endsWith(".ts") ? "./document-thread.ts" : "./document-thread.js",
  import.meta.url,
);
/** The largest body of a request takes a tenth of either; loading the formats is not counted. */
const MAX_MS = 30_000;
const MAX_MEMORY_MB = 512;
/** A thread that has nothing to read holds 50 MB. */
const IDLE_MS = 60_000;

interface Read {
  readonly items?: ParsedItem[] | DocumentRefusal;
  readonly fault?: unknown;
}

/**
 * Reads documents one after the other in a thread of its own, so that requests go on being answered. What takes longer than
 * 30 s or more than 512 MB is given up, and the document refused.
 */
export class DocumentReader {
  #thread: Worker | undefined;
  #ready: Promise<unknown> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  read(document: UnreadDocument): Promise<ParsedItem[] | DocumentRefusal> {
    const reading = this.#last.then(() => this.#read(document));
    this.#last = reading.catch(() => {});
    return reading;
  }

  async #read(document: UnreadDocument): Promise<ParsedItem[] | DocumentRefusal> {
    clearTimeout(this.#idle);
    const thread = (this.#thread ??= this.#begin());
    thread.ref();
    try {
      await this.#ready;
      thread.postMessage(document, []);
      const [{ items, fault }] = (await once(thread, "message", { signal: AbortSignal.timeout(MAX_MS) })) as [Read];
      if (!items) throw fault;
      this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
      return items;
    } catch (error) {
      this.#end();
      if (!isGivenUp(error)) throw error;
      return { reason: "document cannot be read: it takes too long or too much memory.", isTooMany: false };
    } finally {
      // An idle thread keeps no process from ending.
      thread.unref();
    }
  }

  #begin(): Worker {
    const thread = new Worker(THREAD, { resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB } });
    // A crash is met by whoever waits for an answer; between two there is nobody, and the next read begins anew.
    thread.on("error", () => {}).on("exit", () => this.#thread === thread && this.#end());
    this.#ready = once(thread, "message");
    this.#ready.catch(() => {});
    return thread;
  }

  #end(): void {
    const thread = this.#thread;
    this.#thread = undefined;
    void thread?.terminate();
  }
}

const GIVEN_UP = ["ABORT_ERR", "ERR_WORKER_OUT_OF_MEMORY"];
const isGivenUp = (error: unknown) =>
  error instanceof Error && "code" in error && GIVEN_UP.includes(String(error.code));

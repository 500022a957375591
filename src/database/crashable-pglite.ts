import { PGlite, type PGliteOptions } from "@electric-sql/pglite";

/**
 * PostgreSQL ends its process where it cannot go on, as when the disk is too full for its log. PGlite has none to end, and
 * the next statement would keep the thread for good: here that one and all later ones throw the reason.
 */
export class CrashablePglite extends PGlite {
  readonly #onCrash: (reason: Error) => void;
  #crash: Error | undefined;

  constructor(options: PGliteOptions, onCrash: (reason: Error) => void = () => {}) {
    super(options);
    this.#onCrash = onCrash;
  }

  override execProtocolRawSync(message: Uint8Array): Uint8Array {
    if (this.#crash) throw this.#crash;
    return super.execProtocolRawSync(message);
  }

  override async execProtocol(...args: Parameters<PGlite["execProtocol"]>): ReturnType<PGlite["execProtocol"]> {
    return super.execProtocol(...args).catch((error: unknown) => this.#failed(error));
  }

  override async execProtocolStream(
    ...args: Parameters<PGlite["execProtocolStream"]>
  ): ReturnType<PGlite["execProtocolStream"]> {
    return super.execProtocolStream(...args).catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): never {
    if (
      !this.#crash &&
      error instanceof Error &&
      "severity" in error &&
      (error.severity === "PANIC" || error.severity === "FATAL")
    ) {
      this.#crash = error;
      this.#onCrash(error);
    }
    throw error;
  }
}

import { randomUUID } from "node:crypto";
import { GatewayError } from "./errors.ts";

/** Nobody knows whether a mutation was written: asking again with the same key tells, and does what was not done. */
export class UnknownOutcome extends GatewayError {
  readonly idempotencyKey: string;

  constructor(idempotencyKey: string, options?: ErrorOptions) {
    const message =
      "The mutation may have been written, in whole or in part. Ask again with this X-Idempotency-Key: it is done once.";
    super("UNKNOWN_OUTCOME", message, options);
    this.idempotencyKey = idempotencyKey;
  }
}

/** What an error's extensions say of it. */
export const keyToAskAgain = (error: unknown): { readonly idempotencyKey: string } | undefined =>
  error instanceof UnknownOutcome ? { idempotencyKey: error.idempotencyKey } : undefined;

/**
 * What is known of the writes of one mutation while they are under way, so that an answer whose time is up tells the
 * truth: either nothing was written, and nothing will be, or nobody knows.
 */
export class WriteOutcome {
  /** By which the client may ask again. */
  readonly idempotencyKey: string;
  #commits = 0;
  #timeout: GatewayError | undefined;
  /** Another request of the same key may have written, as far as is known. */
  #mayBeAsked: boolean;

  /** @param chosen the client's; undefined: it sent none, and gets one */
  constructor(chosen: string | undefined) {
    this.idempotencyKey = chosen ?? randomUUID();
    this.#mayBeAsked = chosen !== undefined;
  }

  /** The key is this request's until it has ended, and nothing was written by it. */
  claimed(): void {
    this.#mayBeAsked = false;
  }

  /** It was written before, by a request of the same key. */
  found(): void {
    this.#commits++;
  }

  /**
   * To be called right before each COMMIT is sent.
   *
   * @throws {GatewayError} EXECUTION_TIMEOUT when the client was told that nothing was written
   */
  commit(): void {
    if (this.#timeout) throw this.#timeout;
    this.#commits++;
  }

  /** Whether this request may have written anything, or was told what one before it wrote. */
  get mayBeWritten(): boolean {
    return this.#commits > 0;
  }

  /** The database has answered the last COMMIT: it wrote nothing. */
  refused(): void {
    this.#commits--;
  }

  /** What to tell the client now that its time is up. Once that nothing was written is told, nothing is. */
  timedOut(timeoutMs: number): GatewayError {
    if (this.mayBeWritten || this.#mayBeAsked) return new UnknownOutcome(this.idempotencyKey);
    this.#timeout = new GatewayError(
      "EXECUTION_TIMEOUT",
      `The answer took longer than ${timeoutMs} ms. Nothing was written.`,
    );
    return this.#timeout;
  }
}

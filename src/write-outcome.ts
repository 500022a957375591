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
  readonly idempotencyKey: string;
  #commits = 0;
  #timeout: GatewayError | undefined;

  /** @param idempotencyKey by which the client may ask again */
  constructor(idempotencyKey: string) {
    this.idempotencyKey = idempotencyKey;
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

  /** Whether anything may have been written. */
  get mayBeWritten(): boolean {
    return this.#commits > 0;
  }

  /** The database has answered the last COMMIT: it wrote nothing. */
  refused(): void {
    this.#commits--;
  }

  /** What to tell the client now that its time is up. Once that nothing was written is told, nothing is. */
  timedOut(timeoutMs: number): GatewayError {
    if (this.mayBeWritten) return new UnknownOutcome(this.idempotencyKey);
    this.#timeout = new GatewayError(
      "EXECUTION_TIMEOUT",
      `The answer took longer than ${timeoutMs} ms. Nothing was written.`,
    );
    return this.#timeout;
  }
}

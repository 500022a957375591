import type { WriteOutcome } from "./write-outcome.ts";

export interface Cancellable {
  cancel(): void;
}

/**
 * Tells the work for one request that nobody waits for it any longer: what an AbortSignal is for, without the weight of
 * its events, as every request has one.
 */
export class Cancellation {
  #reason: Error | undefined;
  readonly #listeners = new Set<Cancellable>();

  /** Of a mutation, once it is known to be one. */
  outcome: WriteOutcome | undefined;

  /** Why; undefined while the work is wanted. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  /** The first reason stays. */
  cancel(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    for (const listener of this.#listeners) listener.cancel();
  }

  /** @param listener cancelled, too, unless it is taken back with `ignore` before */
  listen(listener: Cancellable): void {
    this.#listeners.add(listener);
  }

  ignore(listener: Cancellable): void {
    this.#listeners.delete(listener);
  }
}

import type { Cancellable, Cancellation } from "../cancellation.ts";
import type { WorkBounds } from "../config.ts";
import { GatewayError } from "../errors.ts";

/** How many may wait, and how long. */
export type QueueBounds = Pick<WorkBounds, "maxWaiting" | "maxWaitingCaller" | "maxWaitMs">;

interface Waiting extends Cancellable {
  readonly caller: string;
  readonly points: number;
  readonly until: number;
  /** @param reason why it has waited in vain */
  end(reason?: Error): void;
}

/** Refused in one turn of the event loop: those that came together would be refused together. */
const REFUSED_AT_ONCE = 4;

/** Who waits for their turn: callers take turns, and of one caller's requests the cheapest comes first. */
export class FairQueue {
  readonly #bounds: QueueBounds;
  /** Those whose turn was longest ago come first. */
  readonly #callers = new Map<string, Waiting[]>();
  /** As they came. */
  readonly #all = new Set<Waiting>();
  #isWatched = false;

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  get size(): number {
    return this.#all.size;
  }

  /**
   * Settles once it is taken.
   *
   * @param cancellation ends the wait with its reason
   * @throws {GatewayError} OVERLOADED: at once when too many wait, or after too long a wait
   */
  wait(caller: string, points: number, cancellation?: Cancellation): Promise<void> {
    const { maxWaiting, maxWaitingCaller, maxWaitMs } = this.#bounds;
    const others = this.#callers.get(caller) ?? [];
    if (this.size >= maxWaiting || others.length >= maxWaitingCaller)
      return Promise.reject(overloaded("Too many requests wait."));
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        caller,
        points,
        until: performance.now() + maxWaitMs,
        end: (reason) => {
          this.#remove(waiting);
          cancellation?.ignore(waiting);
          if (reason) reject(reason);
          else resolve();
        },
        cancel: () => waiting.end(cancellation?.reason),
      };
      cancellation?.listen(waiting);
      others.splice(others.findLastIndex((other) => other.points <= points) + 1, 0, waiting);
      this.#callers.set(caller, others);
      this.#all.add(waiting);
      if (!this.#isWatched) this.#watch();
    });
  }

  /**
   * Takes the next one out.
   *
   * @param mayGo whether it may be one of this caller's
   * @returns whose it was, and its points; undefined when there is none
   */
  next(mayGo: (caller: string) => boolean = () => true): Pick<Waiting, "caller" | "points"> | undefined {
    for (const [caller, others] of this.#callers) {
      const [first] = others;
      if (!first || !mayGo(caller)) continue;
      this.#callers.delete(caller);
      this.#callers.set(caller, others);
      first.end();
      return first;
    }
    return undefined;
  }

  #remove(waiting: Waiting): void {
    this.#all.delete(waiting);
    const others = this.#callers.get(waiting.caller) ?? [];
    others.splice(others.indexOf(waiting), 1);
    if (others.length === 0) this.#callers.delete(waiting.caller);
  }

  /** Refuses who has waited too long, as long as anyone waits. */
  #watch(): void {
    const [oldest] = this.#all;
    this.#isWatched = oldest !== undefined;
    if (!oldest) return;
    const left = oldest.until - performance.now();
    if (left > 0) setTimeout(() => this.#watch(), Math.ceil(left)).unref();
    else {
      for (const waiting of [...this.#all].slice(0, REFUSED_AT_ONCE)) {
        if (waiting.until <= performance.now())
          waiting.end(overloaded(`Its turn did not come within ${this.#bounds.maxWaitMs} ms.`));
      }
      setImmediate(() => this.#watch());
    }
  }
}

const overloaded = (why: string) => new GatewayError("OVERLOADED", `The gateway is busy. ${why}`);

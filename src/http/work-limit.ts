import type { Cancellation } from "../cancellation.ts";
import type { WorkBounds } from "../config.ts";
import { FairQueue } from "./fair-queue.ts";

/** Nothing that runs is cheaper: it has a connection to the database, whatever it asks. */
const LEAST_POINTS = 1_000;

/** How much work runs at a time, of each caller and in all. The rest waits. */
export class WorkLimit {
  readonly #bounds: WorkBounds;
  readonly #queue: FairQueue;
  readonly #running = new Map<string, number>();
  #runningInAll = 0;

  constructor(bounds: WorkBounds) {
    this.#bounds = bounds;
    this.#queue = new FairQueue(bounds);
  }

  /**
   * Call `release` with the same once it has ended; not when this is rejected.
   *
   * @returns undefined when it may begin at once; else settles when it may
   * @throws {GatewayError} as FairQueue's `wait`
   */
  acquire(caller: string, points: number, cancellation?: Cancellation): Promise<void> | undefined {
    if (!this.#hasRoom() || !this.#mayBegin(caller)) return this.#queue.wait(caller, points, cancellation);
    this.#add(caller, points);
    return undefined;
  }

  release(caller: string, points: number): void {
    const weight = Math.max(LEAST_POINTS, points);
    this.#runningInAll -= weight;
    const left = (this.#running.get(caller) ?? 0) - weight;
    if (left > 0) this.#running.set(caller, left);
    else this.#running.delete(caller);
    while (this.#hasRoom() && this.#queue.size > 0) {
      const next = this.#queue.next((waiting) => this.#mayBegin(waiting));
      if (!next) return;
      this.#add(next.caller, next.points);
    }
  }

  #add(caller: string, points: number): void {
    const weight = Math.max(LEAST_POINTS, points);
    this.#runningInAll += weight;
    this.#running.set(caller, (this.#running.get(caller) ?? 0) + weight);
  }

  /** Any room is enough: who needs much would wait for ever behind many who need little. */
  #hasRoom(): boolean {
    return this.#runningInAll < this.#bounds.maxRunningPoints;
  }

  #mayBegin(caller: string): boolean {
    return (this.#running.get(caller) ?? 0) < this.#bounds.maxRunningPointsCaller;
  }
}

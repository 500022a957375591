import { GatewayError } from "../errors.ts";
import { TimeSlice } from "../time-slice.ts";
import { callerAddress } from "./client-address.ts";
import { FairQueue, type QueueBounds } from "./fair-queue.ts";

/** What there is to know of a request. */
interface TurnTaker {
  readonly ip: string;
  readonly raw: { readonly socket: { readonly destroyed: boolean } };
}

/** Looked at in one turn of the event loop, at the most. */
const BATCH = 8;

/**
 * When many requests arrive at once, addresses take turns, and what has begun gets on in between: else the requests of
 * one would all be read and refused before another's is looked at.
 */
export class RequestTurns {
  readonly #queue: FairQueue;
  readonly #slice = new TimeSlice();
  #isGoing = false;

  constructor(bounds: QueueBounds) {
    this.#queue = new FairQueue(bounds);
  }

  /** @param begin called when the request may go on, at once if it may; with an error (OVERLOADED) when it may not */
  take(request: TurnTaker, begin: (error?: Error) => void): void {
    if (this.#queue.size === 0 && !this.#slice.isOver()) return begin();
    if (!this.#isGoing) this.#goOn();
    void this.#wait(request).then(() => begin(), begin);
  }

  async #wait({ ip, raw }: TurnTaker): Promise<void> {
    await this.#queue.wait(callerAddress(ip), 0);
    if (raw.socket.destroyed) throw new GatewayError("EXECUTION_TIMEOUT", "The client has left.");
  }

  #goOn(): void {
    this.#isGoing = true;
    // One each: between them runs what the one before has set going.
    for (let place = 0; place < BATCH; place++) {
      setImmediate(() => {
        if (!this.#slice.isOver() || place === 0) this.#queue.next();
        if (place < BATCH - 1) return;
        if (this.#queue.size > 0) this.#goOn();
        else this.#isGoing = false;
      });
    }
  }
}

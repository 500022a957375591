/*
 * All requests share one thread: whoever has much to do does it in slices, and lets the others have their turn between.
 * What leads to further reads is not sliced: those that begin in one turn are one statement. Imports nothing.
 */

const SLICE_MS = 2;

/** The time that one kind of work has in each turn of the event loop. */
export class TimeSlice {
  #startedAt: number | undefined;

  /** Whether it is used up; it begins when that is asked for the first time in a turn. */
  isOver(): boolean {
    const now = performance.now();
    if (this.#startedAt !== undefined) return now - this.#startedAt > SLICE_MS;
    this.#startedAt = now;
    setImmediate(() => (this.#startedAt = undefined));
    return false;
  }
}

const slice = new TimeSlice();
/** Who waits to go on, by request. */
const waiting = new Map<object, Set<() => void>>();

/** How work on answers is shared out. */
export const slices = {
  /** Whether others should have their turn: then go on after `next`. */
  isOver: (): boolean => slice.isOver(),
  /** @param request what is the request's own: what waits for it goes on in its order, the requests by turns */
  next: (request: object): Promise<void> =>
    new Promise((resolve) => {
      if (waiting.size === 0) setImmediate(goOn);
      const others = waiting.get(request);
      if (others) others.add(resolve);
      else waiting.set(request, new Set([resolve]));
    }),
};

function goOn(): void {
  const [[request, resolves] = []] = waiting;
  const [resolve] = resolves ?? [];
  if (!request || !resolves || !resolve) return;
  waiting.delete(request);
  resolves.delete(resolve);
  if (resolves.size > 0) waiting.set(request, resolves);
  resolve();
  if (waiting.size === 0) return;
  if (slice.isOver()) setImmediate(goOn);
  // After what goes on, which does so in microtasks that stand before this one.
  else queueMicrotask(goOn);
}

import type { ServerResponse } from "node:http";

/** The requests that are not over yet, to be waited for before anything they use is closed. */
export class RunningRequests {
  private readonly ends = new Map<ServerResponse, Promise<void>>();

  /** @param end settles when the request is over; never rejects */
  add(answer: ServerResponse, end: Promise<void>): void {
    this.ends.set(answer, end);
    void end.finally(() => this.ends.delete(answer));
  }

  /** Theirs, in the order of the requests. */
  answers(): Iterable<ServerResponse> {
    return this.ends.keys();
  }

  /** Settles when none is running; also waits for those that begin meanwhile. */
  async allEnded(): Promise<void> {
    while (this.ends.size > 0) await Promise.all(this.ends.values());
  }
}

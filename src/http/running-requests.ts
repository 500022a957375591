/** The requests that are not over yet, to be waited for before anything they use is closed. */
export class RunningRequests {
  private readonly ends = new Set<Promise<void>>();

  /** @param end settles when the request is over; never rejects */
  add(end: Promise<void>): void {
    this.ends.add(end);
    void end.finally(() => this.ends.delete(end));
  }

  /** Settles when none is running; also waits for those that begin meanwhile. */
  async allEnded(): Promise<void> {
    while (this.ends.size > 0) await Promise.all(this.ends);
  }
}

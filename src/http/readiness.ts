import { setTimeout as sleep } from "node:timers/promises";

const CHECK_TIMEOUT_MS = 2_000;

/** Whether this process should get requests. */
export class Readiness {
  /** Shutting down: load balancers are told to send no more; what comes is still answered. */
  isDraining = false;
  private readonly check: () => Promise<void>;
  private running: Promise<boolean> | undefined;

  /** @param check resolves when the database answered; may reject */
  constructor(check: () => Promise<void>) {
    this.check = check;
  }

  /** False within two seconds when the database does not answer; callers share one check at a time. */
  async isReady(): Promise<boolean> {
    if (this.isDraining) return false;
    this.running ??= this.checkOnce().finally(() => (this.running = undefined));
    return (await this.running) && !this.isDraining;
  }

  private async checkOnce(): Promise<boolean> {
    const timer = new AbortController();
    const answered = this.check().then(
      () => true,
      () => false,
    );
    const timedOut = sleep(CHECK_TIMEOUT_MS, false, { signal: timer.signal }).catch(() => false);
    return Promise.race([answered, timedOut]).finally(() => timer.abort());
  }
}

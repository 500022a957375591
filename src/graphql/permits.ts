import type { Cancellation } from "../cancellation.ts";

export interface Work {
  readonly points: number;
  /** What writes waits for other writers, and keeps nobody from reading. */
  readonly isWrite: boolean;
}

/** How much of a caller's work may run at a time. */
export interface Permits {
  /**
   * Release what is acquired; what is rejected is not.
   *
   * @returns undefined when the work may begin at once; else settles when it may
   * @throws {GatewayError} OVERLOADED when there is too much of it, or the cancellation's reason
   */
  acquire(work: Work, cancellation?: Cancellation): Promise<void> | undefined;
  release(work: Work): void;
}

/** Does work once it may begin, and lets the next begin when it has ended. */
export async function withPermit<Answer>(
  permits: Permits | undefined,
  { cancellation, ...asked }: Work & { readonly cancellation?: Cancellation | undefined },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const waiting = permits?.acquire(asked, cancellation);
  if (waiting) await waiting;
  try {
    return await work();
  } finally {
    permits?.release(asked);
  }
}

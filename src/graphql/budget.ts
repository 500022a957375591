/** What a caller has left. */
export interface RateLimit {
  /** Points a minute. */
  readonly limit: number;
  readonly remaining: number;
  /** When all of them are there again, in milliseconds since 1970. */
  readonly resetAt: number;
}

/** A caller's points of this minute, as one request sees them. */
export interface Budget {
  /** As of the last `take`; null before. */
  readonly left: RateLimit | null;
  /** Takes what an operation costs, or what a refused one does. @throws {GatewayError} RATE_LIMITED */
  take(points: number): Promise<void>;
}

import type { FastifyReply } from "fastify";
import { LRUCache } from "lru-cache";
import { RateLimiterMemory, RateLimiterRedis } from "rate-limiter-flexible";
import { openCache } from "../cache.ts";
import { GatewayError } from "../errors.ts";
import type { Budget, RateLimit } from "../graphql/budget.ts";
import { REQUEST_POINTS } from "../graphql/limits/prices.ts";
import type { Redis } from "../redis.ts";

const WINDOW_S = 60;
const MAX_SPENT = 10_000;
/** Of a counter, its key and its timer. */
const COUNTER_BYTES = 500;

/** Counts the points that callers take, each caller's minute beginning with its first request. */
export interface Meter {
  /** @param limit points a minute, of this caller */
  budget(caller: string, limit: number): MeteredBudget;
}

export interface MeteredBudget extends Budget {
  /** When this process knows that nothing is left: what to answer without a look at the request. */
  readonly refusal: GatewayError | undefined;
}

/**
 * Counts in Redis, for all processes together; without it, and while it is away, each process for itself.
 *
 * @param name where its counters stand, after REDIS_PREFIX
 */
export function createMeter(name: string, redis: Redis | undefined): Meter {
  // Limits differ from caller to caller, so what counts knows of none.
  const window = { duration: WINDOW_S, points: Number.MAX_SAFE_INTEGER, keyPrefix: `rate:${name}` };
  const memory = new BoundedMemory(window);
  const counter = redis
    ? new RateLimiterRedis({
        ...window,
        useRedisPackage: true,
        storeClient: {
          eval: (script: string, how: { keys: string[]; arguments: string[] }) =>
            redis.ask((client) => client.eval(script, how)),
        },
        insuranceLimiter: memory,
      })
    : memory;
  const spent = new LRUCache<string, RateLimit>({ max: MAX_SPENT });

  return {
    budget(caller, limit) {
      const known = spent.size > 0 ? spent.get(caller) : undefined;
      let left = known ?? null;
      return {
        refusal: known && rateLimited(known),
        get left() {
          return left;
        },
        async take(points) {
          // What no minute has room for must not use up this one.
          const isTooMuch = points > limit;
          const { consumedPoints, msBeforeNext } = await counter.penalty(caller, isTooMuch ? 1 : points);
          const remaining = Math.max(0, limit - consumedPoints);
          left = { limit, remaining, resetAt: Date.now() + msBeforeNext };
          if (remaining === 0) spent.set(caller, left, { ttl: Math.max(1, msBeforeNext) });
          if (isTooMuch) throw tooMuch(points, limit);
          if (consumedPoints > limit) throw rateLimited(left);
        },
      };
    },
  };
}

/** Counts in this process, for some thirty thousand callers: beyond them who asked longest ago begins a new minute. */
class BoundedMemory extends RateLimiterMemory {
  readonly #callers = openCache<string, string>("counted callers", {
    maxBytes: 20_000_000,
    bytesOf: () => COUNTER_BYTES,
    onForgotten: (caller) => void this.delete(caller),
  });

  override penalty(caller: string, points?: number) {
    this.#callers.set(caller, caller);
    return super.penalty(caller, points);
  }
}

const tooMuch = (points: number, limit: number) =>
  new GatewayError("RATE_LIMITED", `This costs ${points} points and a minute has ${limit}: ask for less at a time.`);

const rateLimited = ({ limit, resetAt }: RateLimit) =>
  new GatewayError("RATE_LIMITED", `The ${limit} points of this minute are used; wait ${secondsUntil(resetAt)} s.`);

const secondsUntil = (instant: number): number => Math.max(1, Math.ceil((instant - Date.now()) / 1_000));

/** Has the caller pay for a request that is refused before anything else was paid for, and tells what is left. */
export async function payForRefusal(budget: Budget, reply: FastifyReply): Promise<void> {
  // That nothing is left is no reason to answer anything else.
  if (!budget.left) await budget.take(REQUEST_POINTS).catch(() => {});
  tellBudget(reply, budget);
}

/**
 * Tells the caller what is left: the three fields of draft-ietf-httpapi-ratelimit-headers-06, which clients know; later
 * drafts have put them into one structured field. Reset is in seconds from now.
 */
export function tellBudget(reply: FastifyReply, { left }: Budget): void {
  if (!left) return;
  const reset = secondsUntil(left.resetAt);
  reply.header("ratelimit-limit", left.limit);
  reply.header("ratelimit-remaining", left.remaining);
  reply.header("ratelimit-reset", reset);
  if (left.remaining === 0) reply.header("retry-after", reset);
}
